import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { ApplicationOverdue, ApplicationSubmitted, ApplicationTransferred } from '@beian/contracts/filing/events';
import { AccountRegistered, OfficerAppointed } from '@beian/contracts/identity/events';
import type { MessagePage } from '@beian/contracts/notification/api';
import { platformIn, type Principal } from '@beian/contracts/principal';
import { inScope, type Tx } from '@beian/kit/db/scope';
import { newId } from '@beian/kit/http/uuid';
import { catalogFaults, shownWithoutScope } from '@beian/testing/catalog';
import { testDatabase, type TestDatabase } from '@beian/testing/database';
import { httpApp, type HttpApp } from '@beian/testing/http-app';
import { aWorld, everybodyOf, isOwnOf, SEED, type Held, type World } from '@beian/testing/jurisdiction';
import { testKeys } from '@beian/testing/keys';
import { anEnvelope } from '@beian/testing/outbox';
import { testSealer } from '@beian/testing/sealer';
import { hookStatements, withoutOwners } from '@beian/testing/statements';
import fc from 'fast-check';
import { MessageController } from '../message/message.controller.ts';
import { MessageQueries } from '../message/message.queries.ts';
import { MessageService } from '../message/message.service.ts';
import { notificationParts } from '../notification.fixture.ts';
import { ENTITIES, MIGRATIONS } from '../schema.ts';

// A machine under load takes its time for a database of its own.
jest.setTimeout(240_000);

let db: TestDatabase;
let app: HttpApp;
let world: World;
/** Message → the account it was written to. */
let messages: { id: string; account: string; link: string | null }[];
/** Each record's case, which is overdue and in nobody's hands. */
let cases: { held: Held; application: string }[];
const sealer = testSealer();
const keys = testKeys('notification');

beforeAll(async () => {
  db = await testDatabase({ service: 'notification', entities: ENTITIES, migrations: MIGRATIONS });
  app = await httpApp({ controllers: [MessageController], providers: [MessageQueries, MessageService] }, { service: 'notification', logLevel: 'silent', kit: { keys, sealer, environment: { ROLES: ['api'] } as never, api: db.source('api'), worker: db.source('worker') } });
  world = aWorld();
  const { copies, cases: consumer } = notificationParts(db.source('worker'), keys, sealer);
  const told = (handle: (tx: Tx) => Promise<void>) => inScope(db.source('worker'), platformIn(), handle);
  for (const { account } of world.applicants) {
    const [mobile, email] = [await sealer.seal('13900000000', `account:${account}:mobile`), await sealer.seal('a@b.cn', `account:${account}:email`)];
    await told((tx) => copies.registered(anEnvelope(AccountRegistered, { account: account!, mobile, email }, { subject: account! }), tx));
  }
  for (const { account, bureau, roles, person } of world.officers) await told((tx) => copies.appointed(anEnvelope(OfficerAppointed, { account: account!, bureau: bureau!, roles, person, active: true }, { subject: account! }), tx));
  cases = [];
  for (const held of world.held) {
    const { owner, before, bureau, person } = held;
    const facts = { filing: newId(), application: newId(), n: 1, kind: 'new' as const, object: 'website' as const, owner: owner.account!, round: 1, dueOn: null, subject: newId(), uploads: [], persons: [person] };
    const [first, ...further] = [...before, bureau];
    await told((tx) => consumer.submitted(anEnvelope(ApplicationSubmitted, { ...facts, bureau: first!, applicationNumber: 'A1', siteName: '站', region: '420106', subjectRevision: 1 }, { subject: facts.filing }), tx));
    for (const to of further) await told((tx) => consumer.transferred(anEnvelope(ApplicationTransferred, { ...facts, bureau: to, from: first! }, { subject: facts.filing }), tx));
    await told((tx) => consumer.overdue(anEnvelope(ApplicationOverdue, { ...facts, bureau, holder: null, dueOn: '2026-01-01' }, { subject: facts.filing }), tx));
    cases.push({ held, application: facts.application });
  }
  messages = await db.admin<{ id: string; account: string; link: string | null }>('select id, account, link from message');
});
afterAll(async () => {
  await app.close();
  await db.close();
});

const idsOf = (rows: readonly { id: string }[]) => rows.map(({ id }) => id).sort();
/** A message is for the account it was written to, and for nobody above, whatever the case. */
const seen = (who: Principal) => idsOf(messages.filter(({ account }) => account === who.account));

async function rawReading(): Promise<void> {
  for (const who of everybodyOf(world)) {
    await inScope(db.source('api'), who, async (tx) => {
      expect(idsOf(await tx.query<{ id: string }>('select id from message'))).toEqual(seen(who));
      expect(idsOf(await tx.query<{ id: string }>('select message as id from message_read'))).toEqual([]);
    });
  }
}

async function httpReading(): Promise<void> {
  for (const who of everybodyOf(world)) {
    const { body } = await app.send<MessagePage>('GET', '/messages?limit=100', { as: who });
    expect(idsOf(body.items.map(({ message }) => ({ id: message })))).toEqual(seen(who));
    expect((await app.send<{ unread: number }>('GET', '/messages/unread', { as: who })).body.unread).toBe(seen(who).length);
  }
}

it('the schema has forced row security everywhere, and nothing that sees more without a reason', async () => {
  expect(messages.length).toBeGreaterThan(world.held.length);
  expect(await catalogFaults(db, { definers: {} })).toEqual([]);
});

it('S4 abuse 16: an overdue case is told to the officers who answer for it, and to none whose own it is', () => {
  const answering = cases.flatMap(({ held, application }) => world.officers.filter(({ bureau, roles }) => bureau === held.bureau && roles.some((role) => role === 'reviewer' || role === 'supervisor')).map((who) => ({ who, held, application })));
  const toldOf = ({ who, application }: (typeof answering)[number]) => messages.some(({ account, link }) => account === who.account && link === `/desk/${application}`);
  expect(answering.filter(({ who, held }) => isOwnOf(who, held)).length).toBeGreaterThan(0);
  for (const each of answering) expect(toldOf(each)).toBe(!isOwnOf(each.who, each.held));
});

describe('nobody reads what was told to another', () => {
  it('abuse 1: by raw SQL without any condition, as the api role in the scope of everybody', rawReading);

  it('abuse 3: contacts, SMS and cases lie outside every session’s reach, and all of it outside a forgotten scope', async () => {
    for (const table of ['contact', 'sms', 'sms_history', 'case_copy', 'officer_copy']) await expect(inScope(db.source('api'), world.officers[0]!, (tx) => tx.query(`select 1 from ${table}`))).rejects.toThrow(/permission denied/);
    expect(await inScope(db.source('worker'), world.officers[0]!, (tx) => tx.query('select 1 from contact'))).toEqual([]);
    expect(await shownWithoutScope(db)).toEqual([]);
  });

  it('abuse 1: by HTTP', httpReading);

  it('a mutation that forgets every condition on the account leaks nothing', async () => {
    const hook = hookStatements(withoutOwners);
    await httpReading().finally(() => hook.restore());
    expect(hook.altered).toBeGreaterThan(20);
  });

  it.each(['message'])('a mutation that shows all of %s is found, so the check can fail', async (table) => {
    await db.admin(`create policy hole on ${table} for select to notification_api using (true)`);
    await expect(rawReading()).rejects.toThrow(/expect/);
    await db.admin(`drop policy hole on ${table}`);
  });

  it('abuse 2: marking another’s message as read answers 404 and changes nothing', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...everybodyOf(world)), fc.constantFrom(...messages), async (who, { id, account }) => {
        if (account === who.account) return;
        expect((await app.send('POST', `/messages/${id}/read`, { as: who })).status).toBe(404);
      }),
      { numRuns: 25, seed: SEED },
    );
    expect(await db.admin('select 1 from message_read')).toEqual([]);
    const [theirs] = messages;
    await expect(inScope(db.source('api'), world.officers[0]!, (tx) => tx.query('insert into message_read (message, account) values ($1, $2)', [theirs!.id, theirs!.account]))).rejects.toThrow(/row-level security/);
  });
});
