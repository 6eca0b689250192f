import type { GrantLeave } from '@beian/contracts/identity/administration';
import { LeaveEnded, LeaveGranted } from '@beian/contracts/identity/events';
import type { Principal } from '@beian/contracts/principal';
import type { Keys } from '@beian/kit/auth/keys';
import { inScope, type Tx } from '@beian/kit/db/scope';
import { createVersioned, updateVersioned } from '@beian/kit/db/versioned';
import { invalidInput, notFound } from '@beian/kit/errors/domain-error';
import { newId } from '@beian/kit/http/uuid';
import { publish } from '@beian/kit/outbox/publish';
import { attempt } from '@beian/kit/records/attempt';
import { record, type RecordEntry } from '@beian/kit/records/record';
import { DB_API, KEYS } from '@beian/kit/service/tokens';
import { shanghaiDate } from '@beian/rules/calendar/dates';
import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { Standing, type Acting } from '../admin/standing.ts';
import { Leave } from './leave.entity.ts';
import { leaveProblems, type Absence, type OnDuty } from './leave.rules.ts';

const ON_DUTY = 'select id as account, bureau, roles from officer where id = any($1) and active order by id';
const OTHERS = 'select officer, delegate, from_day::text as "from", to_day::text as "to" from leave where ended_at is null and officer = any($1) and to_day >= $2';

/** Bureaus whose people the caller may send on leave: a supervisor the own, an administrator the whole tree below too. */
export function ledBureaus(acting: Acting): readonly number[] {
  return acting.roles.includes('administrator') ? acting.scope : [acting.bureau];
}

@Injectable()
export class LeaveService {
  constructor(
    @Inject(DB_API) private readonly api: DataSource,
    @Inject(KEYS) private readonly keys: Keys,
    @Inject(Standing) private readonly standing: Standing,
  ) {}

  async grant(caller: Principal, form: GrantLeave): Promise<{ leave: string }> {
    const id = newId();
    return this.attempted(caller, 'leave.grant', { type: 'account', id: form.officer }, (acting, tx, entry) => this.insert(acting, tx, entry, id, form));
  }

  /** Ends a leave before its time; the token of the delegate follows within its 60 seconds. */
  async end(caller: Principal, id: string): Promise<void> {
    await this.attempted(caller, 'leave.end', { type: 'leave', id }, async (acting, tx, entry) => {
      const leave = await tx.manager.findOne(Leave, { where: { id }, lock: { mode: 'pessimistic_write' } });
      if (leave === null || !ledBureaus(acting).includes(leave.bureau)) throw notFound();
      if (leave.endedAt !== null) return;
      await updateVersioned(tx, Leave, id, { endedAt: new Date() }, { action: 'leave.end' });
      publish(tx, LeaveEnded, leave.officer, { leave: id, officer: leave.officer, bureau: leave.bureau });
      record(tx, this.keys, { ...entry, outcome: 'done', bureau: leave.bureau, before: { officer: leave.officer, delegate: leave.delegate, from: leave.from, to: leave.to } });
    });
  }

  private async insert(acting: Acting, tx: Tx, entry: Omit<RecordEntry, 'outcome'>, id: string, { officer, delegate, from, to }: GrantLeave): Promise<{ leave: string }> {
    const people = await tx.query<OnDuty & Record<string, unknown>>(ON_DUTY, [[officer, delegate].filter((each) => each !== null)]);
    const absent = people.find(({ account }) => account === officer);
    if (absent === undefined || !ledBureaus(acting).includes(absent.bureau)) throw notFound();
    // Two who arrange for one bureau at once take turns, so that each sees the other's leave.
    await tx.query('select pg_advisory_xact_lock(7310422, $1)', [absent.bureau]);
    const others = await tx.query<Absence & Record<string, unknown>>(OTHERS, [people.map(({ account }) => account), from]);
    const problems = leaveProblems({ officer, delegate, from, to }, absent, people.find(({ account }) => account === delegate), others, shanghaiDate(new Date()));
    if (problems.length > 0) throw invalidInput(problems);
    const { bureau } = absent;
    await createVersioned(tx, Leave, { id, officer, bureau, delegate, from, to, endedAt: null }, { action: 'leave.grant' });
    publish(tx, LeaveGranted, officer, { leave: id, officer, bureau, delegate, from, to });
    record(tx, this.keys, { ...entry, outcome: 'done', bureau, after: { leave: id, delegate, from, to } });
    return { leave: id };
  }

  private async attempted<T>(caller: Principal, action: string, target: { type: string; id: string }, act: (acting: Acting, tx: Tx, entry: Omit<RecordEntry, 'outcome'>) => Promise<T>): Promise<T> {
    const entry = { action, target, bureau: caller.bureau };
    return attempt(this.api, caller, this.keys, entry, async () => {
      const acting = await this.standing.as(caller, 'administrator', 'supervisor');
      return inScope(this.api, acting, (tx) => act(acting, tx, entry));
    });
  }
}
