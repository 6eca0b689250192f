import { describe, expect, it } from '@jest/globals';
import { decideReview, isReviewedSeparately, mayWithdrawChange, REVIEW_MESSAGES, REVIEW_STAGES, type ReviewFacts } from './review.ts';

const holder = ['officer', 'holder'] as const;
const facts = (part: Partial<ReviewFacts>): ReviewFacts => ({ message: 'approve', stage: 'in_review', senders: holder, ownCase: false, reasonsGiven: true, ...part });

describe('a review of a subject on its own', () => {
  it('OPN-04 is held in the localities that the setting names, and nowhere else', () => {
    expect(isReviewedSeparately([], '420602')).toBe(false);
    expect(['420602', '420602001', '420601', '420106'].map((region) => isReviewedSeparately(['420602', '4290'], region))).toEqual([true, true, false, false]);
    expect(isReviewedSeparately(['4290'], '429021')).toBe(true);
  });

  it('SUB-34 leads from waiting to approved or returned, by the officer who holds it', () => {
    expect(decideReview(facts({ message: 'take', stage: 'submitted', senders: ['officer'] }))).toEqual({ allowed: true, next: 'in_review' });
    expect(decideReview(facts({}))).toEqual({ allowed: true, next: 'approved' });
    expect(decideReview(facts({ message: 'return' }))).toEqual({ allowed: true, next: 'returned' });
    expect(decideReview(facts({ message: 'release', senders: ['supervisor'] }))).toEqual({ allowed: true, next: 'submitted' });
  });

  it.each([
    [{ stage: 'approved' }, 'review.final'],
    [{ stage: 'returned', message: 'take' }, 'review.final'],
    [{ stage: 'submitted' }, 'review.stage-not-allowed'],
    [{ message: 'take' }, 'review.already-held'],
    [{ senders: ['officer'] }, 'review.sender-not-allowed'],
    [{ senders: ['superior_officer'], stage: 'submitted', message: 'take' }, 'review.sender-not-allowed'],
    [{ ownCase: true }, 'review.own-case'],
    [{ message: 'return', reasonsGiven: false }, 'review.reason-missing'],
  ] as const)('%j is refused: %s', (part, code) => {
    expect(decideReview(facts(part))).toEqual({ allowed: false, code });
  });

  it('OPN-07 of a change is withdrawn while nobody has ever taken it, and given up once it came back', () => {
    expect(REVIEW_STAGES.filter((stage) => mayWithdrawChange(stage, false))).toEqual(['submitted', 'returned']);
    expect(REVIEW_STAGES.filter((stage) => mayWithdrawChange(stage, true))).toEqual(['returned']);
  });

  it('owner and platform send nothing in any stage', () => {
    for (const message of REVIEW_MESSAGES) {
      for (const stage of REVIEW_STAGES) for (const senders of [['owner'], ['platform'], []] as const) expect(decideReview(facts({ message, stage, senders })).allowed).toBe(false);
    }
  });
});
