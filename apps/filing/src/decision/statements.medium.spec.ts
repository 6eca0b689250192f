import { afterAll, afterEach, beforeAll, expect, it, jest } from '@jest/globals';
import type { RunMessage } from '@beian/contracts/filing/actions';
import { PRINCIPAL_TOKEN } from '@beian/kit/auth/principal.guard';
import { newId } from '@beian/kit/http/uuid';
import { testDatabase, type TestDatabase } from '@beian/testing/database';
import { testKeys } from '@beian/testing/keys';
import { anApplicant, anOfficer } from '@beian/testing/principals';
import { testSealer, vaultSealer } from '@beian/testing/sealer';
import type { Sealer } from '@beian/kit/crypto/sealer';
import pg from 'pg';
import { SAMPLE_COPIES } from '../case.fixture.ts';
import { CommandService } from '../command/command.service.ts';
import type { RunClient } from '@beian/kit/temporal/run-client';
import { ENTITIES, MIGRATIONS } from '../schema.ts';
import { benchOf } from './bench.fixture.ts';

/** Architecture and issue: at most this many SQL statements from submission to number, transactions' own included. */
const BUDGET = 45;

// A machine under load takes its time for a database of its own.
jest.setTimeout(30_000);

let db: TestDatabase;
let bench: ReturnType<typeof benchOf>;
let commands: CommandService;
let sealer: Sealer;

beforeAll(async () => {
  db = await testDatabase({ service: 'filing', vault: true, entities: ENTITIES, migrations: MIGRATIONS });
  await db.admin(SAMPLE_COPIES);
  const [vault, ofSubject] = [vaultSealer(db), testSealer('subject')];
  // The subject service seals the name in its receipt; a unit's is not opened here.
  sealer = { ...vault, seal: (value, context, holder) => (context.startsWith('subject:') ? ofSubject : vault).seal(value, context, holder) };
  bench = benchOf({ source: db.source, admin: db.admin, keys: testKeys, sealer, applicant: anApplicant });
  // The run's part: what it asks of the service, without Temporal between.
  const runs = { update: async (_workflow: string, message: RunMessage) => {
    await bench.decisions.settle({ application: message.application, message });
    return { kind: 'told' as const };
  } } as unknown as RunClient;
  commands = new CommandService(db.source('api'), testKeys('filing'), sealer, { TEMPORAL_NAMESPACE: bench.namespace, REQUIRE_REAL_PERSON_FOR_SUBMIT: 'true' }, runs, {} as never, {} as never);
});
afterEach(() => {
  jest.restoreAllMocks();
});
afterAll(() => db.close());

it('submission to number takes at most 45 SQL statements, BEGIN, scope and COMMIT included', async () => {
  const officer = anOfficer({ bureau: 3 });
  const { token: _token, ...claims } = officer;
  const signedIn = { ...officer, token: await testKeys('identity').sign(PRINCIPAL_TOKEN, claims, 60) };
  // Connections and metadata are warm, as in a service that runs.
  await bench.aCase();
  const sent: string[] = [];
  const query = pg.Client.prototype.query;
  jest.spyOn(pg.Client.prototype, 'query').mockImplementation(function counted(this: pg.Client, ...args: never[]) {
    const [first] = args as unknown as [string | { text: string }];
    sent.push(typeof first === 'string' ? first : first.text);
    return (query as (...all: never[]) => unknown).apply(this, args) as never;
  } as never);
  const steps: [string, string[]][] = [];
  async function count<T>(step: string, act: () => Promise<T>): Promise<T> {
    sent.length = 0;
    const result = await act();
    steps.push([step, [...sent]]);
    return result;
  }
  const found = await count('submit', () => bench.aCase());
  await count('readCase (start of the run)', () => bench.platform.read(found.id));
  const act = (action: 'take' | 'passInitial', expectedRevision: number) =>
    commands.act(signedIn, { command: newId(), application: found.id, action, via: action === 'take' ? 'row' : 'update', expectedRevision, payload: {} });
  await count('take', () => act('take', 1));
  const settled = await count('passInitial (command, decision, answer)', () => act('passInitial', 2));
  expect(settled).toMatchObject({ status: 'applied', stage: 'approved' });
  const total = steps.reduce((sum, [, statements]) => sum + statements.length, 0);
  const table = steps.map(([step, statements]) => `${String(statements.length).padStart(3)}  ${step}: ${statements.map(kindOf).join(', ')}`);
  process.stdout.write(`SQL statements of one filing\n${table.join('\n')}\n${String(total).padStart(3)}  in all\n`);
  expect(steps.map(([, statements]) => statements.length).every((each) => each > 0)).toBe(true);
  expect(total).toBeLessThanOrEqual(BUDGET);
});

/** A short name of a statement, for the table. */
function kindOf(sql: string): string {
  const text = sql.replace(/\s+/g, ' ').trim();
  if (/^(START TRANSACTION|BEGIN)/i.test(text)) return 'BEGIN';
  if (/^COMMIT/i.test(text)) return 'COMMIT';
  if (text.includes('set_config')) return 'scope';
  if (text.includes('enter_case')) return 'lock case';
  if (text.includes('vault.data_key')) return 'data key';
  if (text.includes('into outbox')) return 'outbox';
  const verb = /^with changed as \(update/i.test(text) ? 'update' : /insert into/i.test(text) ? 'insert' : 'select';
  const body = text.replace(/^with recursive chain as \(select [^)]*?from region_copy/i, 'from intake');
  return `${verb} ${/(?:into|update|from) (?:"filing"\.)?"?(\w+)"?/i.exec(body)?.[1] ?? '?'}`;
}
