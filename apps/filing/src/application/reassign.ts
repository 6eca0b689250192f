import type { PayloadOf } from '@beian/contracts/filing/actions';
import { ApplicationReassigned } from '@beian/contracts/filing/events';
import type { Tx } from '@beian/kit/db/scope';
import { publish } from '@beian/kit/outbox/publish';
import { factsWithStage, type Effect, type Refused } from '../decision/outcome.ts';
import type { Application } from './application.entity.ts';

/** The mark in which the new holder reads why the case came to him; free text stays out of events and records. */
export const REASSIGN_MARK = 'case.reassigned';

interface Candidate {
  readonly person: string | null;
}

/** 重新指派: the case goes to another reviewer of its own bureau who is no person on it (S4), with the reason as a mark. */
export async function reassign(tx: Tx, application: Application, { officer, reason }: PayloadOf<'reassign'>, next: Application['stage']): Promise<Effect | Refused> {
  if (officer === application.holder) return { refused: 'reassign.already-held' };
  const [found] = await tx.query<Candidate & Record<string, unknown>>(
    `select person from officer_copy where account = $1 and bureau = $2 and active and 'reviewer' = any(roles)`,
    [officer, application.bureau],
  );
  if (found === undefined) return { refused: 'reassign.officer-unknown' };
  if (officer === application.owner || (found.person !== null && application.persons.includes(found.person))) return { refused: 'reassign.own-case' };
  const from = application.holder;
  return {
    application: {
      stage: next, holder: officer, lastHolder: from ?? application.lastHolder,
      marks: [...application.marks.filter(({ code }) => code !== REASSIGN_MARK), { code: REASSIGN_MARK, message: `重新指派：${reason}` }],
    },
    after: { holder: officer, from },
    announce: (after) => publish(tx, ApplicationReassigned, after.filing, { ...factsWithStage(after), holder: officer, from }),
  };
}
