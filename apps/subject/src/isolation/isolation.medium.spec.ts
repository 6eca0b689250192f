import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { ApplicationSubmitted, ApplicationTransferred } from '@beian/contracts/filing/events';
import { platformIn, type Principal } from '@beian/contracts/principal';
import { UPLOAD_RECEIPT } from '@beian/contracts/receipts';
import { inScope } from '@beian/kit/db/scope';
import { newId } from '@beian/kit/http/uuid';
import { lazyTemporal } from '@beian/kit/temporal/client';
import { catalogFaults, dropWithheld, shownWithoutScope } from '@beian/testing/catalog';
import { testDatabase, type TestDatabase } from '@beian/testing/database';
import { httpApp, type HttpApp } from '@beian/testing/http-app';
import { aWorld, caseRule, everybodyOf, isOwnOf, reachedBy, SEED, seesBy, type Held, type World } from '@beian/testing/jurisdiction';
import { testKeys } from '@beian/testing/keys';
import { anEnvelope } from '@beian/testing/outbox';
import { anApplicant } from '@beian/testing/principals';
import { testSealer } from '@beian/testing/sealer';
import { hookStatements, withoutOwners } from '@beian/testing/statements';
import fc from 'fast-check';
import { AppModule } from '../app.module.ts';
import { SubjectCaseConsumer } from '../cases/subject-case.consumer.ts';
import { ENTITIES, MIGRATIONS } from '../schema.ts';
import { aResidentId, anIndividualForm } from '../subject/subject-form.sample.ts';

// A machine under load takes its time for a database of its own.
jest.setTimeout(240_000);

/** What a bureau that has given its case away sees of the subject. */
const AFTER_TRANSFER = 'moves';
const SERIAL = 500;

interface HeldSubject {
  readonly held: Held;
  readonly subject: string;
  readonly body: unknown;
}

let db: TestDatabase;
let app: HttpApp;
let world: World;
let subjects: HeldSubject[];
const sealer = testSealer();
const consumer = new SubjectCaseConsumer();

beforeAll(async () => {
  db = await testDatabase({ service: 'subject', entities: ENTITIES, migrations: MIGRATIONS });
  app = await httpApp({ imports: [AppModule] }, { service: 'subject', logLevel: 'silent', kit: { sealer, environment: { ROLES: ['api'], SEPARATE_SUBJECT_REVIEW: [], OUTSIDE_PROVINCE: 'referral' } as never, api: db.source('api'), worker: db.source('worker'), temporal: lazyTemporal({ address: '127.0.0.1:1', namespace: 'none' }) } });
  world = aWorld({ indexOf: (serial) => sealer.index('certificate', aResidentId(SERIAL + serial)) });
  subjects = [];
  const known = new Set<string>();
  for (const held of world.held) {
    // One account has one subject of a person.
    if (known.has(`${held.owner.account} ${held.serial}`)) continue;
    known.add(`${held.owner.account} ${held.serial}`);
    subjects.push(await place(held));
  }
});
afterAll(async () => {
  await app.close();
  await db.close();
});

/** Submitted by its owner, then told of a case at each station. */
async function place(held: Held): Promise<HeldSubject> {
  const { owner, before, bureau, serial } = held;
  const subject = newId();
  const data = anIndividualForm(newId(), SERIAL + serial);
  const receipt = { upload: data.images.openerId, digest: 'a'.repeat(64), size: 1, type: 'image/png', owner: owner.account, purpose: 'certificate', checked: true };
  const body = { subject, data, uploads: [await testKeys('storage').sign(UPLOAD_RECEIPT, receipt, 600)] };
  expect((await app.send('POST', '/subjects', { as: owner, body })).status).toBe(201);
  const [first, ...further] = [...before, bureau];
  const facts = { filing: newId(), application: newId(), n: 1, kind: 'new' as const, object: 'website' as const, owner: owner.account!, round: 1, dueOn: null, subject, uploads: [] };
  await inScope(db.source('worker'), platformIn(), (tx) => consumer.submitted(anEnvelope(ApplicationSubmitted, { ...facts, bureau: first!, applicationNumber: 'A1', siteName: '站', region: '420106', subjectRevision: 1 }, { subject: facts.filing }), tx));
  let from = first!;
  for (const to of further) {
    const station = from;
    await inScope(db.source('worker'), platformIn(), (tx) => consumer.transferred(anEnvelope(ApplicationTransferred, { ...facts, bureau: to, from: station }, { subject: facts.filing }), tx));
    from = to;
  }
  return { held, subject, body };
}

const idsOf = (rows: readonly { id: string }[]) => [...new Set(rows.map(({ id }) => id))].sort();
const everybody = () => everybodyOf(world);
const seen = (who: Principal) => subjects.filter(({ held }) => reachedBy(world, who, held, AFTER_TRANSFER)).map(({ subject }) => subject).sort();
const status = async (as: Principal, path: string, method = 'GET', body?: unknown) => (await app.send(method, path, { as, ...(body === undefined ? {} : { body }) })).status;

async function rawReading(): Promise<void> {
  for (const who of everybody()) {
    await inScope(db.source('api'), who, async (tx) => {
      for (const sql of ['select id from subject', 'select id from subject_history', 'select subject as id from subject_revision', 'select subject as id from subject_case']) {
        expect([sql, idsOf(await tx.query<{ id: string }>(sql))]).toEqual([sql, seen(who)]);
      }
    });
  }
}

async function httpReading(strict: boolean): Promise<void> {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...everybody()), fc.constantFrom(...subjects), fc.constantFrom('own', 'revision', 'receipt'), async (who, { held, subject }, route) => {
      const officer = who.kind === 'officer';
      const rule = caseRule(world, who, held, AFTER_TRANSFER);
      const mayReveal = officer && who.roles.some((role) => ['reviewer', 'inspector', 'supervisor'].includes(role));
      const wanted = route === 'revision' ? (mayReveal ? { 'shown': 200, 'own-case': 403, 'unknown': 404 }[rule] : 403) : officer ? 403 : rule === 'shown' ? 200 : 404;
      const answer = await (route === 'own' ? status(who, `/subjects/${subject}`) : route === 'revision' ? status(who, `/subjects/${subject}/revisions/1`) : status(who, `/subjects/${subject}/receipt`, 'POST'));
      if (strict || answer === 200) expect([route, who.roles, answer]).toEqual([route, who.roles, wanted]);
    }),
    { numRuns: 80, seed: SEED },
  );
  for (const who of world.applicants) {
    const { body } = await app.send<{ subject: string }[]>('GET', '/subjects', { as: who });
    expect(idsOf(body.map(({ subject }) => ({ id: subject })))).toEqual(seen(who));
  }
}

it('the schema has forced row security everywhere, and nothing that sees more without a reason', async () => {
  expect(await catalogFaults(db, { definers: {
    'change_outcomes(uuid)': 'OPN-07: which changes of a subject came back or were taken back, and when; revisions, actions and moments alone',
    'enter_review(uuid)': 'locks a review and lets the worker see its bureau; answers that bureau alone',
    'registered_elsewhere(uuid, text)': 'OPN-65: what other accounts have registered under a certificate number, by its keyed index: one approved subject and a count, nobody’s account',
    'is_own_review(uuid)': 'S4: tells an officer that a hidden review of the own area is the own one; yes or no',
    'is_own_subject(uuid, integer)': 'S4: tells an officer that a hidden subject of the own area is the own one; yes or no',
  } })).toEqual([]);
});

describe('S4 nobody sees or changes more of a subject than the rule says', () => {
  it('abuse 1, 16: by raw SQL without any condition, as the api role in the scope of everybody; an officer’s own not even there', async () => {
    expect(subjects.filter(({ held }) => world.officers.some((who) => seesBy(world, who, held) && isOwnOf(who, held))).length).toBeGreaterThan(0);
    await rawReading();
  });

  it('abuse 16: whether a hidden subject is an own one is told within the own area alone', async () => {
    for (const who of everybody()) {
      for (const { held, subject } of subjects) {
        const [row] = await inScope(db.source('api'), who, (tx) => tx.query<{ own: boolean }>('select is_own_subject($1, 1) as own', [subject]));
        expect([who.roles, row!.own]).toEqual([who.roles, isOwnOf(who, held) && (seesBy(world, who, held, AFTER_TRANSFER) || who.account === held.owner.account)]);
      }
    }
  });

  it('abuse 3: by raw SQL as the worker, within a bureau’s scope, and not at all without one', async () => {
    for (const { bureau } of world.bureaus) {
      const here = subjects.filter(({ held }) => [held.bureau, ...held.before].includes(bureau)).map(({ subject }) => subject).sort();
      const found = await inScope(db.source('worker'), platformIn(bureau), async (tx) => idsOf(await tx.query<{ id: string }>('select id from subject')));
      expect([bureau, found]).toEqual([bureau, here]);
    }
    expect(await shownWithoutScope(db)).toEqual([]);
  });

  it('abuse 1: by HTTP, each subject by each route and list', () => httpReading(true));

  it('abuse 2: by raw SQL and HTTP that change whatever they reach', async () => {
    class Undone extends Error {}
    for (const who of everybody()) {
      await inScope(db.source('api'), who, async (tx) => {
        const changed = idsOf(await tx.query<{ id: string }>(`with changed as (update subject set state = 'submitted' returning id) select id from changed`));
        expect(changed).toEqual(who.kind === 'applicant' ? seen(who) : []);
        throw new Undone();
      }).catch((error: unknown) => {
        if (!(error instanceof Undone)) throw error;
      });
    }
    const before = await db.admin('select id, version, revision from subject order by id');
    for (const { subject, body, held } of subjects) {
      const stranger = world.applicants.find(({ account }) => account !== held.owner.account)!;
      expect(await status(stranger, `/subjects/${subject}`, 'PUT', { ...(body as object), subject: undefined, uploads: [], expectedRevision: 1 })).toBe(404);
    }
    expect(await db.admin('select id, version, revision from subject order by id')).toEqual(before);
  });

  it('abuse 4: a subject’s id that another account has taken is refused in the words of one’s own', async () => {
    const stranger = anApplicant();
    const told = async (subject: string, serial: number) => {
      const data = anIndividualForm(newId(), serial);
      const receipt = { upload: data.images.openerId, digest: 'a'.repeat(64), size: 1, type: 'image/png', owner: stranger.account, purpose: 'certificate', checked: true };
      const { status: code, body } = await app.send<Record<string, unknown>>('POST', '/subjects', { as: stranger, body: { subject, data, uploads: [await testKeys('storage').sign(UPLOAD_RECEIPT, receipt, 600)] } });
      const { correlation: _each, ...problem } = body;
      return { code, problem };
    };
    const own = newId();
    expect((await told(own, 900)).code).toBe(201);
    const refused = await told(own, 901);
    expect(refused.code).toBe(409);
    expect(await told(subjects[0]!.subject, 902)).toEqual(refused);
  });
});

describe('a mutation', () => {
  it('that forgets every condition on owner and bureau leaks nothing: row security alone keeps the rule', async () => {
    const hook = hookStatements(withoutOwners);
    await httpReading(false).finally(() => hook.restore());
    expect(hook.altered).toBeGreaterThan(30);
  });

  it.each(['subject', 'subject_revision', 'subject_case'])('that shows all of %s is found, so the check can fail', async (table) => {
    await db.admin(`create policy hole on ${table} for select to subject_api using (true)`);
    await expect(rawReading()).rejects.toThrow(/expect/);
    await db.admin(`drop policy hole on ${table}`);
  });

  it.each(['subject', 'subject_revision', 'subject_case'])('that drops what keeps the own rows of %s away is found, so the check can fail', async (table) => {
    const restore = await dropWithheld(db, table);
    await expect(rawReading().finally(restore)).rejects.toThrow(/expect/);
    await rawReading();
  });
});
