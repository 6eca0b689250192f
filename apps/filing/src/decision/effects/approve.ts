import { ApplicationApproved, InitialReviewPassed, NumberIssued } from '@beian/contracts/filing/events';
import type { FormData } from '@beian/contracts/filing/forms';
import { publish } from '@beian/kit/outbox/publish';
import { feedDirectory } from '../../directory/feed.ts';
import { openData } from '../../submission/case-data.ts';
import { issueNumber } from '../issue-number.ts';
import { facts, factsWithStage, type Effect, type Refused, type Scene } from '../outcome.ts';

/** 初步审核完成: what it still waits for stands beside the stage. */
export function passInitial({ tx }: Scene): Effect {
  return { application: { stage: 'initial_passed' }, announce: (after) => publish(tx, InitialReviewPassed, after.filing, factsWithStage(after)) };
}

/** 审核通过: the number is drawn in this very transaction (S5). */
export async function approve({ tx, application, surroundings, sealer, now }: Scene): Promise<Effect | Refused> {
  const { bureau } = surroundings;
  if (bureau === null || bureau.phone === null) return { refused: 'case.brigade-phone-missing' };
  const brigadePhone = bureau.phone;
  const issued = await issueNumber(tx, { id: application.bureau, issuingCode: bureau.issuingCode, prefix: bureau.prefix });
  if (issued === undefined) return { refused: 'number.exhausted' };
  const { number, code } = issued;
  return {
    application: { stage: 'approved', approvedAt: now, dueOn: null, remindOn: null, subjectState: 'approved' },
    filing: { state: 'filed', number, code, issuedAt: now },
    after: { number },
    result: { filingNumber: number },
    async write({ id, filing, object, data }) {
      if (object === 'provider') await feedDirectory(tx, filing, (await openData(sealer, id, data)) as FormData<'provider'>);
    },
    announce(after) {
      const { filing, id, object, owner, siteName, bureau: issuedBy } = after;
      publish(tx, ApplicationApproved, filing, { ...facts(after), siteName, number, brigadePhone });
      publish(tx, NumberIssued, filing, { filing, application: id, object, owner, bureau: issuedBy, number, code, siteName, issuedAt: now.toISOString() });
    },
  };
}
