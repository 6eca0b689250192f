import type { PayloadOf } from '@beian/contracts/filing/actions';
import { ApplicationReleased, ApplicationTaken, ApplicationTransferred } from '@beian/contracts/filing/events';
import type { Keys } from '@beian/kit/auth/keys';
import { notFound } from '@beian/kit/errors/domain-error';
import type { Tx } from '@beian/kit/db/scope';
import { newId } from '@beian/kit/http/uuid';
import type { Patch } from '@beian/kit/db/versioned';
import { publish } from '@beian/kit/outbox/publish';
import { record } from '@beian/kit/records/record';
import { applyEffect } from '../decision/apply-effect.ts';
import { answer } from '../decision/decide-command.ts';
import { factsWithStage, type Effect, type Refused } from '../decision/outcome.ts';
import { Application } from './application.entity.ts';
import { mayTransferTo } from './application.rules.ts';
import { reassign } from './reassign.ts';
import { whoWasFirst } from './who-was-first.ts';

/** The mark in which the receiving officer reads why the case came: free text stays in our table, out of events and records. */
export const TRANSFER_MARK = 'case.transferred';

/** An operation that the service does itself; the run is not told (S1). The payload is parsed already. */
export type RowCommand = { readonly id: string; readonly application: string; readonly expectedRevision: number } & (
  | { readonly action: 'take' | 'release'; readonly payload: unknown }
  | { readonly action: 'transfer'; readonly payload: PayloadOf<'transfer'> }
  | { readonly action: 'reassign'; readonly payload: PayloadOf<'reassign'> }
);

/** How it ended; `application` is the case as it is now. */
export interface RowOutcome {
  readonly status: 'applied' | 'refused';
  readonly code: string | null;
  readonly application: Application;
  readonly result: Readonly<Record<string, unknown>>;
}

/**
 * Takes, releases, transfers or reassigns a case within the caller's transaction, in the scope of the officer who asks: rows, history,
 * event and record. A refusal is recorded and returned; the caller settles the command's row. An unseen case throws 404.
 */
export async function rowOperation(tx: Tx, keys: Keys, command: RowCommand): Promise<RowOutcome> {
  const application = await lockVisible(tx, command.application);
  const answered = answer({
    principal: tx.principal, action: command.action, payload: command.payload, expectedRevision: command.expectedRevision,
    application, surroundings: { bureau: null }, standing: 'waits', now: new Date(),
  });
  const effect = 'refused' in answered ? answered : await effectOf(tx, application, command, answered.next);
  if ('refused' in effect) {
    record(tx, keys, { action: `application.${command.action}`, outcome: 'refused', code: effect.refused, target: { type: 'application', id: application.id }, filing: application.filing, bureau: application.bureau, before: { stage: application.stage, revision: application.revision } });
    return { status: 'refused', code: effect.refused, application, result: await whoWasFirst(tx, application, effect.refused) };
  }
  const after = await applyEffect(tx, keys, application, `application.${command.action}`, effect);
  return { status: 'applied', code: null, application: after, result: {} };
}

async function lockVisible(tx: Tx, id: string): Promise<Application> {
  const application = await tx.manager.findOne(Application, { where: { id }, lock: { mode: 'pessimistic_write' } });
  if (application === null) throw notFound();
  return application;
}

async function effectOf(tx: Tx, application: Application, command: RowCommand, next: Application['stage']): Promise<Effect | Refused> {
  const { account } = tx.principal;
  if (account === null) return { refused: 'case.sender-not-allowed' };
  switch (command.action) {
    case 'take':
      return {
        application: { stage: next, holder: account, lastHolder: application.holder ?? application.lastHolder, everTaken: true, ...(application.firstTakenAt === null && { firstTakenAt: new Date() }) },
        after: { holder: account },
        announce: (after) => publish(tx, ApplicationTaken, after.filing, { ...factsWithStage(after), holder: account }),
      };
    case 'release':
      return {
        application: { stage: next, holder: null, lastHolder: application.holder },
        announce: (after) => publish(tx, ApplicationReleased, after.filing, factsWithStage(after)),
      };
    case 'transfer':
      return transfer(tx, application, command.payload, next);
    case 'reassign':
      return reassign(tx, application, command.payload, next);
  }
}

/** 移交: the case moves with its history; whoever had it sees it no longer, unless above both bureaus. */
async function transfer(tx: Tx, application: Application, { bureau, reason }: PayloadOf<'transfer'>, next: Application['stage']): Promise<Effect | Refused> {
  if (!mayTransferTo(tx.principal, application, bureau)) return { refused: 'transfer.target-not-allowed' };
  const bureaus = await tx.query<{ bureau: number; name: string; active: boolean }>('select bureau, name, active from bureau_copy where bureau in ($1, $2)', [bureau, application.bureau]);
  if (!bureaus.some((each) => each.bureau === bureau && each.active)) return { refused: 'transfer.target-unknown' };
  const from = bureaus.find((each) => each.bureau === application.bureau)?.name ?? '';
  // The row's new bureau must be in scope for the rest of this transaction: the actor sends the case where he sees nothing.
  await tx.query(`select set_config('beian.bureaus', $1, true)`, [`{${[...new Set([...tx.principal.scope, bureau])].join(',')}}`]);
  const marks = [...application.marks.filter(({ code }) => code !== TRANSFER_MARK), { code: TRANSFER_MARK, message: `${from}移交：${reason}` }];
  const patch: Patch<Application> = { stage: next, bureau, holder: null, lastHolder: application.holder, marks };
  return {
    application: patch,
    filing: { bureau },
    after: { bureau },
    async write(after) {
      await tx.query('insert into given_away (id, from_bureau, to_bureau, number, by, at, owner, persons) values ($1, $2, $3, $4, $5, now(), $6, $7)', [newId(), application.bureau, bureau, after.number, tx.principal.account, after.owner, after.persons]);
    },
    announce: (after) => publish(tx, ApplicationTransferred, after.filing, { ...factsWithStage(after), from: application.bureau, subject: after.subject, uploads: after.uploads, persons: after.persons }),
  };
}
