import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { CaseFacts } from './guards.ts';
import { MESSAGE_LABELS, STAGE_LABELS } from './labels.ts';
import { REFUSALS } from './refusals.ts';
import { APPLICATION_KINDS, FINAL_STAGES, MESSAGES, SENDERS, STAGES, type ApplicationKind, type Message, type Sender, type Stage } from './stages.ts';
import { TRANSITIONS, decide, offered } from './transitions.ts';

/** Every condition met, nothing in the way. */
const met: CaseFacts = {
  interactive: false, gateMet: true, subjectApproved: true, countersignSet: false, brigadePhone: true, closureEstablished: true,
  inspectionsOrdered: 0, inspectionsPassed: 0, inspectionsOpen: 0, everTaken: false, reasonsGiven: true, listedGround: true,
  differsFromDecider: true, extensionDays: 10, codeRight: true, limitReached: true,
};
const ask = (message: Message, stage: Stage, kind: ApplicationKind, role: Sender | Sender[], facts: CaseFacts = {}) =>
  decide({ ...met, ...facts, message, stage, kind, role });

describe('S1 messages that lead on', () => {
  it.each<[Message, Stage, ApplicationKind, Sender, Stage, CaseFacts]>([
    ['submit', 'draft', 'new', 'owner', 'submitted', {}],
    ['take', 'submitted', 'new', 'officer', 'in_review', {}],
    ['take', 'initial_passed', 'change', 'officer', 'in_review', {}],
    ['release', 'in_review', 'cancel', 'holder', 'submitted', { held: true }],
    ['release', 'in_review', 'cancel', 'supervisor', 'submitted', { held: true }],
    ['passInitial', 'in_review', 'new', 'holder', 'approved', {}],
    ['passInitial', 'in_review', 'new', 'holder', 'initial_passed', { interactive: true }],
    ['passInitial', 'in_review', 'change', 'holder', 'initial_passed', { gateMet: false }],
    ['passInitial', 'in_review', 'claim', 'holder', 'initial_passed', { countersignSet: true }],
    ['passInitial', 'in_review', 'new', 'holder', 'initial_passed', { inspectionsOpen: 1 }],
    ['passInitial', 'in_review', 'new', 'holder', 'initial_passed', { subjectApproved: false }],
    ['passInitial', 'in_review', 'new', 'holder', 'initial_passed', { brigadePhone: false }],
    ['orderInspection', 'initial_passed', 'new', 'inspector', 'inspecting', { reasonsGiven: false }],
    ['orderInspection', 'in_review', 'new', 'inspector', 'inspecting', {}],
    ['recordInspection', 'inspecting', 'new', 'inspector', 'initial_passed', { inspectionsOpen: 1, outcome: 'passed' }],
    ['recordInspection', 'inspecting', 'new', 'inspector', 'inspecting', { inspectionsOpen: 2, outcome: 'passed' }],
    ['recordInspection', 'inspecting', 'new', 'inspector', 'returned', { inspectionsOpen: 2, outcome: 'failed' }],
    ['recordInspection', 'inspecting', 'new', 'inspector', 'inspecting', { inspectionsOpen: 1, outcome: 'no_show' }],
    ['recordInspection', 'inspecting', 'new', 'inspector', 'returned', { inspectionsOpen: 1, outcome: 'no_show', earlierNoShows: 1 }],
    ['cancelInspection', 'inspecting', 'new', 'inspector', 'initial_passed', { inspectionsOpen: 1, orderedFrom: 'initial_passed' }],
    ['confirmAppointment', 'inspecting', 'new', 'owner', 'inspecting', { inspectionsOpen: 1 }],
    ['requestReschedule', 'inspecting', 'new', 'owner', 'inspecting', { inspectionsOpen: 1 }],
    ['answerReschedule', 'inspecting', 'new', 'inspector', 'inspecting', { rescheduleOpen: true }],
    ['approve', 'initial_passed', 'new', 'holder', 'approved', { interactive: true, inspectionsOrdered: 1, inspectionsPassed: 1 }],
    ['approve', 'in_review', 'cancel', 'holder', 'approved', {}],
    ['return', 'inspecting', 'claim', 'holder', 'returned', {}],
    ['refuse', 'in_review', 'cancel', 'holder', 'refused', {}],
    ['resubmit', 'returned', 'change', 'owner', 'submitted', {}],
    ['withdraw', 'submitted', 'cancel', 'owner', 'withdrawn', {}],
    ['withdraw', 'returned', 'new', 'owner', 'withdrawn', { everTaken: true }],
    ['lapse', 'returned', 'new', 'platform', 'lapsed', {}],
    ['transfer', 'submitted', 'new', 'officer', 'submitted', {}],
    ['reassign', 'inspecting', 'cancel', 'supervisor', 'inspecting', { held: true }],
    ['transfer', 'submitted', 'new', 'superior_officer', 'submitted', {}],
    ['transfer', 'inspecting', 'new', 'superior_supervisor', 'inspecting', {}],
    ['setInteractive', 'in_review', 'new', 'holder', 'in_review', {}],
    ['chooseNumber', 'in_review', 'claim', 'holder', 'in_review', {}],
    ['confirmCode', 'pending_code', 'cancel', 'owner', 'submitted', {}],
    ['abandon', 'pending_code', 'cancel', 'platform', 'abandoned', {}],
  ])('S1 %s in %s of %s by %s leads to %s', (message, stage, kind, role, next, facts) => {
    expect(ask(message, stage, kind, role, facts)).toEqual({ allowed: true, next });
  });
});

describe('S1 messages that are refused', () => {
  it.each<[string, Message, Stage, ApplicationKind, Sender, CaseFacts, string]>([
    ['S1 take of a held case', 'take', 'in_review', 'new', 'officer', { held: true }, 'case.already-held'],
    ['S1 withdrawal once an officer has taken the case', 'withdraw', 'submitted', 'new', 'owner', { everTaken: true }, 'case.already-taken-once'],
    ['S1 return of a cancellation', 'return', 'in_review', 'cancel', 'holder', {}, 'case.kind-not-allowed'],
    ['REV-12 return without reasons', 'return', 'in_review', 'new', 'holder', { reasonsGiven: false }, 'case.reason-missing'],
    ['WEB-51 approval of an interactive site without inspection', 'approve', 'initial_passed', 'new', 'holder', { interactive: true }, 'case.inspection-required'],
    ['S1 approval with an inspection not passed', 'approve', 'initial_passed', 'new', 'holder', { inspectionsOrdered: 1 }, 'case.inspection-not-passed'],
    ['S8 approval without the assessment', 'approve', 'initial_passed', 'new', 'holder', { gateMet: false }, 'case.assessment-missing'],
    ['S6 approval without an approved subject', 'approve', 'initial_passed', 'new', 'holder', { subjectApproved: false }, 'case.subject-not-approved'],
    ['REV-14 approval by a bureau without a telephone', 'approve', 'initial_passed', 'new', 'holder', { brigadePhone: false }, 'case.brigade-phone-missing'],
    ['S1 approval from in_review for other kinds than cancel', 'approve', 'in_review', 'new', 'holder', {}, 'case.stage-not-allowed'],
    ['CAN-01 cancellation of an open site', 'approve', 'in_review', 'cancel', 'holder', { closureEstablished: false }, 'case.not-closed'],
    ['S4 officer on a case of his own', 'passInitial', 'in_review', 'new', 'holder', { ownCase: true }, 'case.own-case'],
    ['S1 approval by an officer who does not hold the case', 'approve', 'initial_passed', 'new', 'officer', {}, 'case.sender-not-allowed'],
    ['S1 refusal on an unlisted ground', 'refuse', 'in_review', 'new', 'holder', { listedGround: false }, 'case.ground-not-listed'],
    ['OPN-56 second request for another appointment', 'requestReschedule', 'inspecting', 'new', 'owner', { inspectionsOpen: 1, rescheduleUsed: true }, 'case.reschedule-used'],
    ['S2 extension of 11 days', 'extend', 'in_review', 'new', 'holder', { extensionDays: 11 }, 'case.extension-days'],
    ['S2 second extension in a round', 'extend', 'in_review', 'new', 'holder', { extended: true }, 'case.already-extended'],
    ['S4 countersign by the decider', 'countersign', 'initial_passed', 'new', 'second_officer', { waiting: 'approve', differsFromDecider: false }, 'case.same-person'],
    ['S1 countersign of nothing', 'countersign', 'initial_passed', 'new', 'second_officer', {}, 'case.no-decision-waiting'],
    ['S2 late return countersigned by an officer', 'countersign', 'in_review', 'new', 'second_officer', { waiting: 'return' }, 'case.supervisor-needed'],
    ['S1 a second decision while one waits', 'return', 'initial_passed', 'new', 'holder', { waiting: 'approve' }, 'case.decision-waiting'],
    ['S7 wrong code', 'confirmCode', 'pending_code', 'cancel', 'owner', { codeRight: false }, 'case.code-wrong'],
    ['S1 lapse before its day', 'lapse', 'returned', 'new', 'platform', { limitReached: false }, 'case.limit-not-reached'],
  ])('%s', (_name, message, stage, kind, role, facts, code) => {
    const decision = ask(message, stage, kind, role, facts);
    expect(decision).toMatchObject({ allowed: false, code });
    expect(decision.allowed ? '' : decision.message).toBe(REFUSALS[code as keyof typeof REFUSALS]);
  });
});

describe('the two paths of a website', () => {
  it('WEB-50 a non-interactive site is approved with its initial review', () => {
    expect(ask('passInitial', 'in_review', 'new', 'holder')).toEqual({ allowed: true, next: 'approved' });
  });

  it('TV-48 an interactive site waits for 面审 or 实地检查 after its initial review', () => {
    expect(ask('passInitial', 'in_review', 'new', 'holder', { interactive: true })).toEqual({ allowed: true, next: 'initial_passed' });
    expect(ask('orderInspection', 'initial_passed', 'new', 'inspector', { interactive: true })).toEqual({ allowed: true, next: 'inspecting' });
    expect(ask('approve', 'initial_passed', 'new', 'holder', { interactive: true })).toMatchObject({ allowed: false, code: 'case.inspection-required' });
  });

  it('WEB-51 an interactive site waits for its inspection, and is approved after it', () => {
    expect(ask('passInitial', 'in_review', 'new', 'holder', { interactive: true })).toEqual({ allowed: true, next: 'initial_passed' });
    expect(ask('approve', 'initial_passed', 'new', 'holder', { interactive: true })).toMatchObject({ code: 'case.inspection-required' });
    expect(ask('approve', 'initial_passed', 'new', 'holder', { interactive: true, inspectionsOrdered: 1, inspectionsPassed: 1 })).toEqual({ allowed: true, next: 'approved' });
  });

  it('TV-44 CAN-04 CAN-01 a cancellation stops at a wrong code and at an open site', () => {
    expect(ask('confirmCode', 'pending_code', 'cancel', 'owner', { codeRight: false })).toMatchObject({ code: 'case.code-wrong' });
    expect(ask('approve', 'in_review', 'cancel', 'holder', { closureEstablished: false })).toMatchObject({ code: 'case.not-closed' });
  });
});

describe('S1 countersign', () => {
  it('holds the decision, stage unchanged, until the second officer releases it', () => {
    expect(ask('approve', 'initial_passed', 'new', 'holder', { countersignSet: true })).toEqual({ allowed: true, next: 'initial_passed', waitsFor: 'countersign' });
    expect(ask('countersign', 'initial_passed', 'new', 'second_officer', { waiting: 'approve' })).toEqual({ allowed: true, next: 'approved' });
    expect(ask('declineCountersign', 'initial_passed', 'new', 'second_officer', { waiting: 'approve' })).toEqual({ allowed: true, next: 'initial_passed' });
  });

  it('S8 checks the gate again when the approval takes effect', () => {
    expect(ask('countersign', 'initial_passed', 'new', 'second_officer', { waiting: 'approve', gateMet: false })).toMatchObject({ code: 'case.assessment-missing' });
  });

  it('S1 is always needed to refuse a new filing, and S2 to extend', () => {
    expect(ask('refuse', 'in_review', 'new', 'holder')).toMatchObject({ allowed: true, next: 'in_review', waitsFor: 'countersign' });
    expect(ask('countersign', 'in_review', 'new', 'second_officer', { waiting: 'refuse' })).toEqual({ allowed: true, next: 'refused' });
    expect(ask('extend', 'submitted', 'new', 'supervisor')).toMatchObject({ waitsFor: 'countersign', next: 'submitted' });
  });

  it('S2 a late return waits for the supervisor', () => {
    expect(ask('return', 'in_review', 'new', 'holder', { returnNeedsSupervisor: true })).toEqual({ allowed: true, next: 'in_review', waitsFor: 'supervisor' });
    expect(ask('countersign', 'in_review', 'new', 'supervisor', { waiting: 'return' })).toEqual({ allowed: true, next: 'returned' });
  });
});

describe('properties of the table', () => {
  const request = fc.record({
    message: fc.constantFrom(...MESSAGES), stage: fc.constantFrom(...STAGES), kind: fc.constantFrom(...APPLICATION_KINDS),
    role: fc.subarray([...SENDERS], { minLength: 1 }), interactive: fc.boolean(), gateMet: fc.boolean(), countersignSet: fc.boolean(),
    ownCase: fc.boolean(), held: fc.boolean(), everTaken: fc.boolean(), outcome: fc.constantFrom('passed' as const, 'failed' as const, 'no_show' as const),
    inspectionsOpen: fc.nat(2), inspectionsOrdered: fc.nat(2), inspectionsPassed: fc.nat(2), subjectApproved: fc.boolean(), reasonsGiven: fc.boolean(),
  });

  it('S1 a final stage accepts nothing', () => {
    fc.assert(fc.property(request, fc.constantFrom(...FINAL_STAGES), (asked, stage) => {
      expect(decide({ ...asked, stage })).toMatchObject({ allowed: false });
    }));
  });

  it('S8 S6 nothing but a cancellation is ever approved without gate and subject, nor an interactive one uninspected', () => {
    const nearApproval = fc.record({
      message: fc.constantFrom<Message>('passInitial', 'approve', 'countersign'), stage: fc.constantFrom<Stage>('in_review', 'initial_passed'),
      kind: fc.constantFrom<ApplicationKind>('new', 'change', 'claim'), waiting: fc.constantFrom(undefined, 'approve' as const),
    });
    let approvals = 0;
    fc.assert(fc.property(request, nearApproval, (facts, near) => {
      const asked = { ...facts, ...near, role: SENDERS, ownCase: false };
      const decision = decide({ ...met, ...asked });
      if (!decision.allowed || decision.next !== 'approved') return;
      approvals += 1;
      expect(asked).toMatchObject({ gateMet: true, subjectApproved: true, inspectionsOpen: 0 });
      expect(!asked.interactive || asked.inspectionsPassed > 0).toBe(true);
    }), { numRuns: 6000 });
    expect(approvals).toBeGreaterThan(0);
  });

  it('S1 what is allowed is in the table for that sender; owner and platform never decide', () => {
    fc.assert(fc.property(request, (asked) => {
      if (!decide({ ...met, ...asked }).allowed) return;
      const rows = TRANSITIONS.filter((row) => row.message === asked.message && row.from.includes(asked.stage) && row.kinds.includes(asked.kind));
      expect(rows).toHaveLength(1);
      expect(rows[0]?.senders.some((sender) => asked.role.includes(sender))).toBe(true);
    }), { numRuns: 2000 });
  });

  it('S1 no message has two rows for one stage and kind, and every message, stage and refusal has Chinese words', () => {
    for (const message of MESSAGES) for (const stage of STAGES) for (const kind of APPLICATION_KINDS) {
      expect(TRANSITIONS.filter((row) => row.message === message && row.from.includes(stage) && row.kinds.includes(kind)).length).toBeLessThanOrEqual(1);
    }
    for (const words of [...Object.values(MESSAGE_LABELS), ...Object.values(STAGE_LABELS), ...Object.values(REFUSALS)]) expect(words).toMatch(/\p{Script=Han}/u);
    expect(new Set(TRANSITIONS.map((row) => row.message))).toEqual(new Set(MESSAGES));
  });

  it('a missing fact refuses approval rather than letting it through', () => {
    expect(decide({ message: 'approve', stage: 'initial_passed', kind: 'new', role: 'holder' })).toMatchObject({ allowed: false });
  });
});

describe('what is offered', () => {
  it('offers the owner of a returned application resubmission and withdrawal', () => {
    expect(offered('returned', 'new', 'owner').sort()).toEqual(['resubmit', 'withdraw']);
    expect(offered('approved', 'new', [...SENDERS])).toEqual([]);
  });
});
