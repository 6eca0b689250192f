import { setImmediate as turn } from 'node:timers/promises';
import type { Principal } from '@beian/contracts/principal';
import { bureauPolicy, enableRowSecurity, grant, ownerPolicy } from '@beian/kit/db/policies';
import type { inScope, Tx } from '@beian/kit/db/scope';
import { newId } from '@beian/kit/http/uuid';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import type { TestDatabase } from './database.ts';
import { drawing } from './drawing.ts';
import { anApplicant, anOfficer } from './principals.ts';
import { hookStatements } from './statements.ts';

/** How a request ends. `commit`: refused by a constraint that is checked at the end; `rollback`: the rollback itself fails. */
export const ENDINGS = ['committed', 'thrown', 'statement', 'constraint', 'timeout', 'cancelled', 'killed', 'rollback', 'commit'] as const;
export type Ending = (typeof ENDINGS)[number];

/** What a run of interleaved requests has found; the first four lists are empty when no request met another's. */
export interface Interleaved {
  readonly seed: number;
  readonly requests: number;
  readonly endings: Readonly<Record<Ending, number>>;
  /** Rows read or changed by a request whose principal may not. */
  readonly foreign: readonly string[];
  /** Settings, rows or transactions that a pooled connection still had after its request. */
  readonly survived: readonly string[];
  /** Values in the table that no committed request has written. */
  readonly stray: readonly string[];
  /** Endings that came out otherwise than they were meant to. */
  readonly wrong: readonly string[];
  readonly rows: number;
  readonly seconds: number;
}

/** The way to a transaction that is put to the proof. */
export type Way = typeof inScope;

/** A table of two bureaus and two accounts, and one whose constraint is checked at the commit. */
export class Parcels1700000000002 implements MigrationInterface {
  name = 'Parcels1700000000002';

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [
      'create table parcel (id uuid primary key, bureau integer not null, owner uuid not null, note text)',
      'create table promise (parcel uuid not null references parcel (id) deferrable initially deferred)',
      ...['parcel', 'promise'].map(enableRowSecurity),
      ownerPolicy('parcel', 'owner', 'filing_api', ['select', 'update']),
      bureauPolicy('parcel', 'bureau', 'filing_api', ['select', 'update']),
      grant('parcel', 'filing_api', ['select', 'update']),
      `create policy promise_kept on promise for insert to filing_api with check (true)`,
      grant('promise', 'filing_api', ['insert']),
    ]) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('A test database is dropped, not reverted');
  }
}

class Thrown extends Error {}
const SETTINGS = `select coalesce(current_setting('beian.account', true), '') account, coalesce(current_setting('beian.bureaus', true), '') bureaus, coalesce(current_setting('beian.kind', true), '') kind,
  coalesce(current_setting('beian.roles', true), '') roles, coalesce(current_setting('beian.person', true), '') person, pg_backend_pid() pid`;
interface Row { readonly id: string; readonly bureau: number; readonly owner: string; readonly [column: string]: unknown }

/** Seven of eight requests commit; the rest end in every other way. Ends that wait for the server are rarer. */
function endingOf(draw: number): Ending {
  if (draw < 0.875) return 'committed';
  if (draw < 0.885) return 'timeout';
  if (draw < 0.89) return 'cancelled';
  const quick = ['thrown', 'statement', 'constraint', 'killed', 'rollback', 'commit'] as const;
  return quick[Math.floor(((draw - 0.89) / 0.11) * quick.length)] ?? 'thrown';
}

/** Requests of two bureaus' officers and two applicants, `atOnce` at a time, over the pooled connections of the api role. */
export async function interleave(db: TestDatabase, way: Way, plan: { requests: number; seed: number; atOnce?: number; progress?: (done: number, found: number) => void }): Promise<Interleaved> {
  const { requests, seed, atOnce = 8 } = plan;
  const began = performance.now();
  const source = db.source('api');
  const draw = drawing(seed);
  const owners = [anApplicant(), anApplicant()];
  const people = [anOfficer({ bureau: 1 }), anOfficer({ bureau: 2 }), ...owners];
  const rows: Row[] = Array.from({ length: 40 }, (_, index) => ({ id: newId(), bureau: 1 + (index % 2), owner: owners[(index >> 1) % 2]!.account! }));
  for (const { id, bureau, owner } of rows) await db.admin('insert into parcel (id, bureau, owner) values ($1, $2, $3)', [id, bureau, owner]);
  const foreign: string[] = [];
  const survived: string[] = [];
  const wrong: string[] = [];
  const endings = Object.fromEntries(ENDINGS.map((ending) => [ending, 0])) as Record<Ending, number>;
  const written = new Map<string, Set<string>>(rows.map(({ id }) => [id, new Set<string>()]));
  const stubborn = new Set<number>();
  let seen = 0;

  const may = (who: Principal, row: Row): boolean => (who.kind === 'officer' ? row.bureau === who.bureau : row.owner === who.account);
  const check = (who: Principal, found: readonly Row[], how: string): void => {
    seen += found.length;
    for (const row of found) if (!may(who, row)) foreign.push(`${who.kind} ${who.bureau ?? who.account} ${how} ${row.id}`);
  };

  async function body(tx: Tx, who: Principal, target: string, note: string, ending: Ending): Promise<void> {
    const [settings] = await tx.query<{ account: string; bureaus: string; kind: string; person: string; pid: number; rows: Row[] }>(`select s.*, (select coalesce(jsonb_agg(to_jsonb(p)), '[]') from parcel p) as rows from (${SETTINGS}) s`);
    if (settings?.account !== who.account || settings.bureaus !== `{${who.scope.join(',')}}` || settings.kind !== who.kind || settings.person !== who.person) foreign.push(`the settings of another stand before ${who.account}`);
    check(who, settings?.rows ?? [], 'reads');
    await turn();
    check(who, await tx.query<Row>('with changed as (update parcel set note = $2 where id = $1 returning id, bureau, owner) select * from changed', [target, note]), 'changes');
    const pid = settings?.pid ?? 0;
    switch (ending) {
      case 'committed':
        return;
      case 'thrown':
        throw new Thrown();
      case 'statement':
        await tx.query('select 1 / 0');
        return;
      case 'constraint':
        await tx.query('update parcel set id = null where id = $1', [target]);
        await tx.query('select 1 / 0');
        return;
      case 'timeout':
        await tx.query(`select set_config('statement_timeout', '5', true)`);
        await tx.query('select pg_sleep(1)');
        return;
      case 'cancelled':
        await Promise.all([tx.query('select pg_sleep(0.3)'), db.admin('select pg_cancel_backend($1)', [pid])]);
        throw new Thrown();
      case 'killed':
        await db.admin('select pg_terminate_backend($1)', [pid]);
        await tx.query('select 1');
        return;
      case 'rollback':
        stubborn.add(pid);
        throw new Thrown();
      case 'commit':
        await tx.query('insert into promise (parcel) values ($1)', [newId()]);
        return;
    }
  }

  async function request(): Promise<void> {
    const who = people[Math.floor(draw() * people.length)]!;
    const target = rows[Math.floor(draw() * rows.length)]!;
    const ending = endingOf(draw());
    const note = newId();
    endings[ending] += 1;
    if (ending === 'committed' && may(who, target)) written.get(target.id)?.add(note);
    const failed = await way(source, who, (tx) => body(tx, who, target.id, note, ending)).then(() => false, () => true);
    if (failed !== (ending !== 'committed')) wrong.push(`${ending} ${failed ? 'failed' : 'went through'}`);
  }

  /** A connection as the pool gives it to the next request: nothing is set, nothing is seen, no transaction is open. */
  async function look(): Promise<void> {
    try {
      const [found] = (await source.query(`select s.*, (select count(*)::int from parcel) as rows, now() = statement_timestamp() as fresh from (${SETTINGS}) s`)) as { account: string; bureaus: string; kind: string; roles: string; person: string; rows: number; fresh: boolean }[];
      if (found === undefined || found.account + found.bureaus + found.kind + found.roles + found.person !== '' || found.rows > 0 || !found.fresh) survived.push(JSON.stringify(found));
    } catch (error) {
      survived.push((error as Error).message);
    }
  }

  const hook = hookStatements((text, backend) => (text === 'ROLLBACK' && backend !== undefined && stubborn.delete(backend) ? 'ROLLBACK TO SAVEPOINT nowhere' : text), false);
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < requests) {
      next += 1;
      const number = next;
      await request();
      if (number % 5 === 0) await look();
      if (number % 1_000 === 0) plan.progress?.(number, foreign.length + survived.length + wrong.length);
    }
  };
  try {
    await Promise.all(Array.from({ length: atOnce }, worker));
  } finally {
    hook.restore();
  }
  if (stubborn.size > 0) wrong.push(`${stubborn.size} rollbacks were not made to fail`);
  const stray = (await db.admin<{ id: string; note: string | null }>('select id, note from parcel')).filter(({ id, note }) => note !== null && !written.get(id)?.has(note)).map(({ id, note }) => `${id} ${note}`);
  return { seed, requests, endings, foreign, survived, stray, wrong, rows: seen, seconds: (performance.now() - began) / 1_000 };
}
