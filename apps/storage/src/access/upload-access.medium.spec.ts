import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DataOf } from '@beian/contracts/define-event';
import { ApplicationResubmitted, ApplicationSubmitted, ApplicationTransferred } from '@beian/contracts/filing/events';
import { platformIn, type Principal } from '@beian/contracts/principal';
import { REVEAL_RECEIPT } from '@beian/contracts/filing/reveals';
import { ReviewOpened, SubjectChangeSubmitted, SubjectSubmitted } from '@beian/contracts/subject/events';
import { REVIEW_REVEAL_RECEIPT } from '@beian/contracts/subject/reviews';
import { inScope, type Tx } from '@beian/kit/db/scope';
import { newId } from '@beian/kit/http/uuid';
import { testBucket, type TestBucket } from '@beian/testing/bucket';
import { testDatabase, type TestDatabase } from '@beian/testing/database';
import { testKeys } from '@beian/testing/keys';
import { anEnvelope, recordedActions } from '@beian/testing/outbox';
import { aBureau, anApplicant, anOfficer } from '@beian/testing/principals';
import { testSealer } from '@beian/testing/sealer';
import fc from 'fast-check';
import sharp from 'sharp';
import { s3Store } from '../object-store/object-store.ts';
import { noScanner } from '../scan/malware-scanner.ts';
import { ENTITIES, MIGRATIONS } from '../schema.ts';
import { ContentService } from '../upload/content.service.ts';
import { UploadService } from '../upload/upload.service.ts';
import { UploadAccessConsumer } from './upload-access.consumer.ts';

let db: TestDatabase;
let bucket: TestBucket;
let uploads: UploadService;
let contents: ContentService;
let picture: Buffer;
const FILING = newId();
const consumer = new UploadAccessConsumer();

beforeAll(async () => {
  db = await testDatabase({ service: 'storage', entities: ENTITIES, migrations: MIGRATIONS });
  bucket = await testBucket();
  const [keys, sealer, store] = [testKeys('storage'), testSealer(), s3Store(bucket.settings)];
  uploads = new UploadService(db.source('api'), keys, sealer, store, noScanner);
  contents = new ContentService(db.source('api'), keys, sealer, store);
  picture = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#123' } }).png().toBuffer();
});
afterAll(async () => {
  await bucket.remove();
  await db.close();
});

const told = (handle: (tx: Tx) => Promise<void>) => inScope(db.source('worker'), platformIn(), handle);
const anUpload = async (owner: Principal) => (await uploads.take(owner, { purpose: 'certificate', bytes: picture })).upload;
/** As an officer does it who holds a case, and has said why; an owner says nothing. */
const receiptFor = (caller: Principal, upload: string, part: object = {}, issuer = 'filing'): Promise<string> =>
  testKeys(issuer).sign(REVEAL_RECEIPT, { account: caller.account, application: newId(), filing: FILING, subject: newId(), revision: 1, field: 'subject.images.openerId', upload, reason: 'examine_picture', ...part }, 60);
const shown = async (...asked: Parameters<typeof receiptFor>) => ({ from: 'filing' as const, receipt: await receiptFor(...asked) });
const read = async (caller: Principal, upload: string): Promise<number> => contents.read(caller, upload, caller.kind === 'officer' ? await shown(caller, upload) : undefined).then(() => 200, (error: { status?: number }) => error.status ?? 500);

function applicationOf(owner: Principal, bureau: number, part: { subject?: string; uploads?: string[]; persons?: string[] }) {
  const data: DataOf<typeof ApplicationSubmitted> = {
    filing: newId(), application: newId(), n: 1, kind: 'new', object: 'website', owner: owner.account!, bureau, round: 1, dueOn: null,
    applicationNumber: 'A1', siteName: '站', region: '420106', subject: newId(), subjectRevision: 1, uploads: [], ...part,
  };
  return anEnvelope(ApplicationSubmitted, data, { subject: data.filing });
}
function subjectOf(owner: Principal, subject: string, pictures: string[], persons: string[] = []) {
  const data: DataOf<typeof SubjectSubmitted> = { subject, revision: 1, owner: owner.account!, nature: 'individual', type: 'individual', region: '420106', unitName: null, name: 'v1.a.b.c', persons, uploads: pictures };
  return anEnvelope(SubjectSubmitted, data, { subject });
}

describe('who sees a picture', () => {
  it('abuse 10: a bureau sees the pictures of its application until it is transferred; then the new one sees them, and it no longer', async () => {
    const owner = anApplicant();
    const upload = await anUpload(owner);
    const [first, second] = [aBureau(), aBureau()];
    const event = applicationOf(owner, first, { uploads: [upload, upload] });
    await told((tx) => consumer.submitted(event, tx));
    expect([await read(anOfficer({ bureau: first }), upload), await read(anOfficer({ bureau: second }), upload)]).toEqual([200, 404]);
    const moved = { ...event.data, from: first, bureau: second };
    await told((tx) => consumer.transferred(anEnvelope(ApplicationTransferred, moved, { subject: moved.filing }), tx));
    expect([await read(anOfficer({ bureau: first }), upload), await read(anOfficer({ bureau: second }), upload)]).toEqual([404, 200]);
    expect(await read(anOfficer({ bureau: aBureau(), scope: [first] }), upload)).toBe(404);
    const looks = (await recordedActions(db, 'upload.reveal')).filter(({ target }) => target.id === upload);
    expect(looks.map(({ outcome, code, ground, filing }) => [outcome, code, ground, filing])).toEqual([
      ['done', null, 'examine_picture', FILING], ['refused', 'record.not_found', null, null], ['refused', 'record.not_found', null, null], ['done', null, 'examine_picture', FILING], ['refused', 'record.not_found', null, null],
    ]);
  });

  it('an officer opens the picture of a certificate with a receipt for it alone; another picture of the case without', async () => {
    const [owner, bureau] = [anApplicant(), aBureau()];
    const [certificate, other] = [await anUpload(owner), await anUpload(owner)];
    const { upload: licence } = await uploads.take(owner, { purpose: 'licence', bytes: picture });
    const officer = anOfficer({ bureau });
    await told((tx) => consumer.submitted(applicationOf(owner, bureau, { uploads: [certificate, other, licence] }), tx));
    const required = { code: 'reveal.required', status: 403 };
    await expect(contents.read(officer, certificate)).rejects.toMatchObject(required);
    await expect(contents.read(officer, certificate, await shown(officer, other))).rejects.toMatchObject(required);
    await expect(contents.read(officer, certificate, await shown(anOfficer({ bureau }), certificate))).rejects.toMatchObject(required);
    await expect(contents.read(officer, certificate, await shown(officer, certificate, {}, 'subject'))).rejects.toMatchObject({ status: 401 });
    expect((await contents.read(officer, certificate, await shown(officer, certificate))).type).toBe('image/png');
    expect((await contents.read(officer, licence)).type).toBe('image/png');
    expect((await contents.read(owner, certificate)).type).toBe('image/png');
  });

  it('OPN-04 a subject under a review of its own shows its pictures to that bureau, with the receipt of the review alone', async () => {
    const [owner, bureau, subject] = [anApplicant(), aBureau(), newId()];
    const upload = await anUpload(owner);
    await told((tx) => consumer.subjectSubmitted(subjectOf(owner, subject, [upload]), tx));
    const opened = { subject, review: newId(), n: 1, revision: 1, owner: owner.account!, bureau, dueOn: '2026-12-22' };
    await told((tx) => consumer.reviewOpened(anEnvelope(ReviewOpened, opened, { subject }), tx));
    const officer = anOfficer({ bureau });
    const receipt = (caller: Principal, issuer = 'subject') => testKeys(issuer).sign(REVIEW_REVEAL_RECEIPT, { account: caller.account, review: opened.review, upload, reason: 'examine_picture' }, 60);
    const status = async (caller: Principal, given: Promise<string>) => contents.read(caller, upload, { from: 'subject', receipt: await given }).then(() => 200, (error: { status?: number }) => error.status);
    const stranger = anOfficer({ bureau: aBureau() });
    expect(await Promise.all([status(officer, receipt(officer)), status(officer, receipt(stranger)), status(officer, receipt(officer, 'filing')), status(stranger, receipt(stranger))])).toEqual([200, 403, 401, 404]);
    expect((await recordedActions(db, 'upload.reveal')).find(({ target, outcome }) => target.id === upload && outcome === 'done')).toMatchObject({ filing: null, ground: 'examine_picture' });
  });

  it('OPN-07 the picture of a change opens to the bureau that reviews it, and to nobody who stands on it', async () => {
    const owner = anApplicant();
    const [upload, subject, bureau, person] = [await anUpload(owner), newId(), aBureau(), 'e'.repeat(64)];
    const opened = { subject, review: newId(), n: 1, revision: 2, owner: owner.account!, bureau, dueOn: '2026-12-22', change: true as const };
    await told((tx) => consumer.reviewOpened(anEnvelope(ReviewOpened, opened, { subject }), tx));
    expect(await read(anOfficer({ bureau }), upload)).toBe(404);
    const change = { subject, review: opened.review, revision: 2, replaces: 1, owner: owner.account!, fields: ['subject.images.openerId'], persons: [person], uploads: [upload] };
    await told((tx) => consumer.changeSubmitted(anEnvelope(SubjectChangeSubmitted, change, { subject }), tx));
    expect([await read(anOfficer({ bureau }), upload), await read(anOfficer({ bureau: aBureau() }), upload), await read(anOfficer({ bureau, person }), upload)]).toEqual([200, 404, 403]);
  });

  it.each(['subject first', 'application first'])("a subject's pictures open to the bureau of its application, whichever event comes first: %s", async (order) => {
    const owner = anApplicant();
    const [upload, subject, bureau] = [await anUpload(owner), newId(), aBureau()];
    const steps = [() => told((tx) => consumer.subjectSubmitted(subjectOf(owner, subject, [upload]), tx)), () => told((tx) => consumer.submitted(applicationOf(owner, bureau, { subject }), tx))];
    for (const step of order === 'subject first' ? steps : steps.reverse()) {
      expect(await read(anOfficer({ bureau }), upload)).toBe(404);
      await step();
    }
    expect(await read(anOfficer({ bureau }), upload)).toBe(200);
    expect(await read(anOfficer({ bureau: aBureau() }), upload)).toBe(404);
  });

  it("abuse 10: a subject's pictures go with the case that is transferred, and stay with a bureau that has another case of it", async () => {
    const owner = anApplicant();
    const [upload, subject, first, second] = [await anUpload(owner), newId(), aBureau(), aBureau()];
    await told((tx) => consumer.subjectSubmitted(subjectOf(owner, subject, [upload]), tx));
    const [one, other] = [applicationOf(owner, first, { subject }), applicationOf(owner, first, { subject })];
    for (const event of [one, other]) await told((tx) => consumer.submitted(event, tx));
    const give = ({ data }: typeof one) => told((tx) => consumer.transferred(anEnvelope(ApplicationTransferred, { ...data, from: first, bureau: second }, { subject: data.filing }), tx));
    const seen = async () => [await read(anOfficer({ bureau: first }), upload), await read(anOfficer({ bureau: second }), upload)];
    await give(one);
    expect(await seen()).toEqual([200, 200]);
    await give(other);
    expect(await seen()).toEqual([404, 200]);
    for (const table of ['upload', 'subject_upload', 'subject_case', 'upload_case']) expect(await inScope(db.source('api'), anOfficer({ bureau: first }), (tx) => tx.query(`select 1 from ${table}`))).toEqual([]);
  });

  it("an event that names another's upload is refused whole, and another's subject opens nothing", async () => {
    const [owner, stranger, bureau, subject] = [anApplicant(), anApplicant(), aBureau(), newId()];
    const upload = await anUpload(owner);
    await expect(told((tx) => consumer.submitted(applicationOf(stranger, bureau, { uploads: [upload] }), tx))).rejects.toThrow(/foreign key/);
    await expect(told((tx) => consumer.subjectSubmitted(subjectOf(stranger, subject, [upload]), tx))).rejects.toThrow(/foreign key/);
    await told((tx) => consumer.subjectSubmitted(subjectOf(owner, subject, [upload]), tx));
    await told((tx) => consumer.submitted(applicationOf(stranger, bureau, { subject }), tx));
    expect(await read(anOfficer({ bureau }), upload)).toBe(404);
  });

  it('S4 refuses an officer whose own picture or subject it is', async () => {
    const [owner, bureau, subject] = [anApplicant(), aBureau(), newId()];
    const upload = await anUpload(owner);
    const person = owner.person!;
    await told((tx) => consumer.subjectSubmitted(subjectOf(owner, subject, [upload], [person]), tx));
    await told((tx) => consumer.submitted(applicationOf(owner, bureau, { subject }), tx));
    expect([await read(anOfficer({ bureau, person }), upload), await read(anOfficer({ bureau, account: owner.account }), upload), await read(anOfficer({ bureau }), upload)]).toEqual([403, 403, 200]);
  });

  it('S4 refuses an officer who stands on the application itself, also when a resubmission first names him', async () => {
    const [owner, bureau] = [anApplicant(), aBureau()];
    const upload = await anUpload(owner);
    const [manager, later] = [anOfficer({ bureau }), anOfficer({ bureau })];
    const event = applicationOf(owner, bureau, { uploads: [upload], persons: [manager.person!] });
    await told((tx) => consumer.submitted(event, tx));
    expect([await read(manager, upload), await read(later, upload)]).toEqual([403, 200]);
    const again = { ...event.data, persons: [manager.person!, later.person!] };
    await told((tx) => consumer.resubmitted(anEnvelope(ApplicationResubmitted, again, { subject: again.filing }), tx));
    expect([await read(manager, upload), await read(later, upload), await read(anOfficer({ bureau }), upload)]).toEqual([403, 403, 200]);
  });

  it('nothing is fetched or decrypted when the look cannot be recorded', async () => {
    const [owner, bureau] = [anApplicant(), aBureau()];
    const upload = await anUpload(owner);
    await told((tx) => consumer.submitted(applicationOf(owner, bureau, { uploads: [upload] }), tx));
    const officer = anOfficer({ bureau });
    const broken = { ...testKeys('storage'), signBytes: () => { throw new Error('no key'); } };
    const untouched = { put: fail, get: fail, list: fail, remove: fail } as never;
    await expect(new ContentService(db.source('api'), broken, testSealer(), untouched).read(officer, upload, await shown(officer, upload))).rejects.toThrow('no key');
  });
});

describe('access to uploads', () => {
  it('user × record × jurisdiction: owners their own, officers what their bureaus have a case with, nobody else anything', async () => {
    const bureaus = [aBureau(), aBureau(), aBureau()];
    const records = await Promise.all([[], [0], [1], [0, 2]].flatMap((held) => ['application', 'subject'].map(async (way) => {
      const owner = anApplicant();
      const [upload, subject] = [await anUpload(owner), newId()];
      if (way === 'subject') await told((tx) => consumer.subjectSubmitted(subjectOf(owner, subject, [upload]), tx));
      for (const index of held) await told((tx) => consumer.submitted(applicationOf(owner, bureaus[index]!, { subject, uploads: way === 'subject' ? [] : [upload] }), tx));
      return { owner, upload, held };
    })));
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...records), fc.constantFrom(...records), fc.subarray([0, 1, 2]), fc.boolean(), async (record, caller, scope, officer) => {
        const principal = officer ? anOfficer({ bureau: bureaus[0]!, scope: scope.map((index) => bureaus[index]!) }) : caller.owner;
        const isOwner = principal.account === record.owner.account;
        const allowed = isOwner || (officer && record.held.some((index) => scope.includes(index)));
        expect(await read(principal, record.upload)).toBe(allowed ? 200 : 404);
        expect(await uploads.vouch(principal, record.upload).then(() => 200, (error: { status: number }) => error.status)).toBe(isOwner ? 200 : 404);
        for (const table of ['upload', 'upload_history']) {
          expect(await inScope(db.source('api'), principal, (tx) => tx.query(`select 1 from ${table} where id = $1`, [record.upload]))).toHaveLength(allowed ? 1 : 0);
        }
      }),
      { numRuns: 60 },
    );
  }, 60_000);

  it.each(['api', 'worker', 'relay', 'public', 'audit'] as const)('a forgotten scope shows the role %s nothing', async (role) => {
    const owner = anApplicant();
    await told(async (tx) => consumer.submitted(applicationOf(owner, aBureau(), { uploads: [await anUpload(owner)] }), tx));
    for (const table of ['upload', 'upload_history', 'upload_case', 'subject_case', 'subject_upload']) {
      const rows = await db.source(role).query<unknown[]>(`select * from ${table}`).catch((error: Error) => error.message);
      expect(Array.isArray(rows) ? rows : rows).toEqual(Array.isArray(rows) ? [] : expect.stringContaining('permission denied'));
    }
  });
});

function fail(): never {
  throw new Error('S3 was asked');
}
