import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { ApplicationResubmitted, ApplicationSubmitted, ApplicationTransferred } from '@beian/contracts/filing/events';
import { platformIn, type Principal } from '@beian/contracts/principal';
import { REVEAL_RECEIPT, RevealReceipt } from '@beian/contracts/filing/reveals';
import { SubjectSubmitted } from '@beian/contracts/subject/events';
import { inScope, type Tx } from '@beian/kit/db/scope';
import { newId } from '@beian/kit/http/uuid';
import { testBucket, type TestBucket } from '@beian/testing/bucket';
import { catalogFaults, dropWithheld, shownWithoutScope } from '@beian/testing/catalog';
import { testDatabase, type TestDatabase } from '@beian/testing/database';
import { httpApp, type HttpApp } from '@beian/testing/http-app';
import { aWorld, caseRule, everybodyOf, isOwnOf, reachedBy, SEED, seesBy, type Held, type World } from '@beian/testing/jurisdiction';
import { bearer, testKeys } from '@beian/testing/keys';
import { anEnvelope } from '@beian/testing/outbox';
import { testSealer } from '@beian/testing/sealer';
import { hookStatements, withoutOwners } from '@beian/testing/statements';
import fc from 'fast-check';
import sharp from 'sharp';
import { UploadAccessConsumer } from '../access/upload-access.consumer.ts';
import { AppModule } from '../app.module.ts';
import { ENTITIES, MIGRATIONS } from '../schema.ts';

// A machine under load takes its time for a database of its own.
jest.setTimeout(240_000);

/** What a bureau that has given its case away sees of the pictures. */
const AFTER_TRANSFER = 'moves';

interface HeldUpload {
  readonly held: Held;
  readonly upload: string;
}

let db: TestDatabase;
let bucket: TestBucket;
let app: HttpApp;
let world: World;
let uploads: HeldUpload[];
const consumer = new UploadAccessConsumer();

beforeAll(async () => {
  [db, bucket] = await Promise.all([testDatabase({ service: 'storage', entities: ENTITIES, migrations: MIGRATIONS }), testBucket()]);
  const environment = { ROLES: ['api'], MALWARE_SCANNER: 'none', ...bucket.settings } as never;
  app = await httpApp({ imports: [AppModule] }, { service: 'storage', logLevel: 'silent', kit: { sealer: testSealer(), environment, api: db.source('api'), worker: db.source('worker') } });
  world = aWorld();
  const picture = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#123' } }).png().toBuffer();
  uploads = [];
  for (const [index, held] of world.held.entries()) uploads.push(await place(held, picture, index % 2 === 0 ? 'application' : 'subject'));
});
afterAll(async () => {
  await app.close();
  await bucket.remove();
  await db.close();
});

/** Sent by its owner, then named by an application or by its subject, which every station gets a case with. */
async function place(held: Held, picture: Buffer, way: 'application' | 'subject'): Promise<HeldUpload> {
  const { owner, before, bureau, person } = held;
  const form = new FormData();
  form.set('purpose', 'certificate');
  form.set('file', new Blob([new Uint8Array(picture)], { type: 'image/png' }), 'a.png');
  const answer = await fetch(`${app.url}/uploads`, { method: 'POST', headers: await bearer(owner), body: form });
  const { upload } = (await answer.json()) as { upload: string };
  const told = (handle: (tx: Tx) => Promise<void>) => inScope(db.source('worker'), platformIn(), handle);
  const subject = newId();
  const named = { uploads: way === 'application' ? [upload] : [], persons: way === 'application' ? [person] : [] };
  const facts = { filing: newId(), application: newId(), n: 1, kind: 'new' as const, object: 'website' as const, owner: owner.account!, round: 1, dueOn: null, subject, ...named };
  const [first, ...further] = [...before, bureau];
  if (way === 'subject') await told((tx) => consumer.subjectSubmitted(anEnvelope(SubjectSubmitted, { subject, revision: 1, owner: owner.account!, nature: 'individual', type: 'individual', region: '420106', unitName: null, name: 'v1.a.b.c', persons: [person], uploads: [upload] }, { subject }), tx));
  await told((tx) => consumer.submitted(anEnvelope(ApplicationSubmitted, { ...facts, bureau: first!, applicationNumber: 'A1', siteName: '站', region: '420106', subjectRevision: 1 }, { subject: facts.filing }), tx));
  for (const to of further) await told((tx) => consumer.transferred(anEnvelope(ApplicationTransferred, { ...facts, bureau: to, from: first! }, { subject: facts.filing }), tx));
  // Corrected to name nobody any more: the picture was of that person's case, and stays so.
  if (way === 'application') await told((tx) => consumer.resubmitted(anEnvelope(ApplicationResubmitted, { ...facts, persons: [], bureau, siteName: '站', subjectRevision: 1 }, { subject: facts.filing }), tx));
  return { held, upload };
}

const idsOf = (rows: readonly { id: string }[]) => [...new Set(rows.map(({ id }) => id))].sort();

async function rawReading(): Promise<void> {
  for (const who of everybodyOf(world)) {
    await inScope(db.source('api'), who, async (tx) => {
      const wanted = uploads.filter(({ held }) => reachedBy(world, who, held, AFTER_TRANSFER)).map(({ upload }) => upload).sort();
      for (const sql of ['select id from upload', 'select id from upload_history']) expect([sql, idsOf(await tx.query<{ id: string }>(sql))]).toEqual([sql, wanted]);
      const opened = idsOf(await tx.query<{ id: string }>('select upload as id from upload_case union select upload from subject_upload'));
      expect(opened.filter((id) => !wanted.includes(id))).toEqual([]);
    });
  }
}

/** What filing signs for an officer whom it has found competent; here for anybody, so that storage's own rule is all that stands. */
const revealReceipt = (account: string, upload: string): Promise<string> => {
  const receipt: RevealReceipt = { account, application: newId(), filing: newId(), subject: newId(), revision: 1, field: 'website.manager.idImage', upload, reason: 'examine_picture' };
  return testKeys('filing').sign(REVEAL_RECEIPT, receipt, 60);
};

type Way = 'content' | 'receipt' | 'reveal' | 'reveal with the receipt of another account' | 'reveal with the receipt of another picture';
const WAYS: readonly Way[] = ['content', 'receipt', 'reveal', 'reveal with the receipt of another account', 'reveal with the receipt of another picture'];

/** S4 and the rule of reveals: an officer opens the picture of a certificate by filing's receipt for the own account and this picture, and no other way. */
function answerOf(who: Principal, held: Held, way: Way): number {
  const handles = who.kind === 'officer' && who.roles.some((role) => ['reviewer', 'inspector', 'supervisor'].includes(role));
  if (way === 'receipt' ? who.kind !== 'applicant' : way === 'content' ? who.kind !== 'applicant' && !handles : !handles) return 403;
  const rule = caseRule(world, who, held, AFTER_TRANSFER);
  if (rule === 'shown' && who.kind === 'officer' && way !== 'reveal') return 403;
  return { 'shown': 200, 'own-case': 403, 'unknown': 404 }[rule];
}

async function httpReading(strict: boolean): Promise<void> {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...everybodyOf(world)), fc.constantFrom(...uploads), fc.constantFrom(...WAYS), async (who, { held, upload }, way) => {
      const body = way.startsWith('reveal')
        ? { receipt: await revealReceipt(way.endsWith('account') ? newId() : who.account!, way.endsWith('picture') ? newId() : upload) }
        : undefined;
      const { status } = await app.send(way === 'content' ? 'GET' : 'POST', `/uploads/${upload}/${way.split(' ')[0]!}`, { as: who, ...(body && { body }) });
      if (strict || status === 200) expect([who.kind, who.roles, way, status]).toEqual([who.kind, who.roles, way, answerOf(who, held, way)]);
    }),
    { numRuns: 120, seed: SEED },
  );
}

it('the schema has forced row security everywhere, and nothing that sees more without a reason', async () => {
  expect(await catalogFaults(db, { definers: { 'is_own_upload(uuid)': 'S4: tells an officer that a hidden picture of the own area is of an own case; yes or no' } })).toEqual([]);
});

describe('S4 nobody sees a picture more than the rule says', () => {
  it('abuse 1, 16: by raw SQL without any condition, as the api role in the scope of everybody; of an officer’s own cases not even there', async () => {
    expect(uploads.filter(({ held }) => world.officers.some((who) => seesBy(world, who, held) && isOwnOf(who, held))).length).toBeGreaterThan(0);
    await rawReading();
  });

  it('abuse 16: whether a hidden picture is of an own case is told within the own area alone', async () => {
    for (const who of everybodyOf(world)) {
      for (const { held, upload } of uploads) {
        const [row] = await inScope(db.source('api'), who, (tx) => tx.query<{ own: boolean }>('select is_own_upload($1) as own', [upload]));
        expect([who.roles, row!.own]).toEqual([who.roles, isOwnOf(who, held) && (seesBy(world, who, held, AFTER_TRANSFER) || who.account === held.owner.account)]);
      }
    }
  });

  it('abuse 3: not at all without a scope; the worker sees of pictures their keys and owners alone', async () => {
    expect(await shownWithoutScope(db)).toEqual([]);
    const columns = await db.admin<{ name: string }>(`select attname as name from pg_attribute where attrelid = 'storage.upload'::regclass and attnum > 0 and not attisdropped`);
    // The sweeper compares keys of objects; an account's erasure finds its pictures.
    const needed = ['id', 'object_key', 'owner'];
    for (const { name } of columns.filter((each) => !needed.includes(each.name))) {
      await expect(inScope(db.source('worker'), platformIn(), (tx) => tx.query(`select "${name}" from upload`))).rejects.toThrow(/permission denied/);
    }
    expect(await inScope(db.source('worker'), platformIn(), (tx) => tx.query(`select ${needed.join(', ')} from upload`))).toHaveLength(uploads.length);
  });

  it('abuse 1: by HTTP, each picture and receipt', () => httpReading(true));

  it('a mutation that forgets every condition on owner and bureau leaks nothing', async () => {
    const hook = hookStatements(withoutOwners);
    await httpReading(false).finally(() => hook.restore());
    expect(hook.altered).toBeGreaterThan(30);
  });

  it.each(['upload', 'upload_case'])('a mutation that shows all of %s is found, so the check can fail', async (table) => {
    await db.admin(`create policy hole on ${table} for select to storage_api using (true)`);
    await expect(rawReading()).rejects.toThrow(/expect/);
    await db.admin(`drop policy hole on ${table}`);
  });

  it.each(['upload', 'upload_case', 'subject_upload'])('a mutation that drops what keeps own cases of %s away is found, so the check can fail', async (table) => {
    const restore = await dropWithheld(db, table);
    await expect(rawReading().finally(restore)).rejects.toThrow(/expect/);
    await rawReading();
  });

  it('abuse 2: nobody adds access, or an upload in another’s name', async () => {
    const [one] = uploads;
    const other = world.applicants.find(({ account }) => account !== one!.held.owner.account)!;
    for (const sql of [`insert into upload_case (upload, bureau, filing, owner) values ('${one!.upload}', 1, '${newId()}', '${other.account}')`, `update upload_case set bureau = 1`, 'delete from upload_case']) {
      await expect(inScope(db.source('api'), other, (tx) => tx.query(sql))).rejects.toThrow(/permission denied/);
    }
    await expect(inScope(db.source('api'), other, (tx) => tx.query(
      `insert into upload (id, version, owner, purpose, object_key, type, size, digest, sent_digest, stored_at) values ($1, 1, $2, 'certificate', 'pictures/another', 'image/png', 1, 'a', 'a', now())`, [newId(), one!.held.owner.account]))).rejects.toThrow(/row-level security/);
  });
});
