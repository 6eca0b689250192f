import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { ApplicationErased, ApplicationSubmitted } from '@beian/contracts/filing/events';
import { AccountErased } from '@beian/contracts/identity/events';
import { platformIn, type Principal } from '@beian/contracts/principal';
import { SubjectErased, SubjectSubmitted } from '@beian/contracts/subject/events';
import { inScope, type Tx } from '@beian/kit/db/scope';
import { newId } from '@beian/kit/http/uuid';
import { testBucket, type TestBucket } from '@beian/testing/bucket';
import { testDatabase, type TestDatabase } from '@beian/testing/database';
import { testKeys } from '@beian/testing/keys';
import { anEnvelope, recordedActions } from '@beian/testing/outbox';
import { anApplicant } from '@beian/testing/principals';
import { testSealer } from '@beian/testing/sealer';
import sharp from 'sharp';
import { UploadAccessConsumer } from '../access/upload-access.consumer.ts';
import { s3Store } from '../object-store/object-store.ts';
import { noScanner } from '../scan/malware-scanner.ts';
import { ENTITIES, MIGRATIONS } from '../schema.ts';
import { ContentService } from '../upload/content.service.ts';
import { UploadService } from '../upload/upload.service.ts';
import { PictureRetentionConsumer } from './picture-retention.consumer.ts';

const [keys, sealer] = [testKeys('storage'), testSealer('storage')];
// A machine under load takes its time for a database of its own.
jest.setTimeout(60_000);

let db: TestDatabase;
let bucket: TestBucket;

beforeAll(async () => {
  db = await testDatabase({ service: 'storage', entities: ENTITIES, migrations: MIGRATIONS });
  bucket = await testBucket();
});
afterAll(async () => {
  await bucket.remove();
  await db.close();
});

const told = (handle: (tx: Tx) => Promise<void>) => inScope(db.source('worker'), platformIn(), handle);
const submitted = (owner: Principal, uploads: string[]) =>
  anEnvelope(ApplicationSubmitted, {
    filing: newId(), application: newId(), n: 1, kind: 'new', object: 'website', owner: owner.account!, bureau: 3, round: 1, dueOn: null, applicationNumber: 'A1', siteName: '站', region: '420106', subject: newId(), subjectRevision: 1, uploads,
  }, { subject: newId() });

describe('the retention of pictures', () => {
  it('a picture of the ended case opens to nobody any more, also not from S3; one that another filing has stays', async () => {
    const store = s3Store(bucket.settings);
    const [uploads, contents] = [new UploadService(db.source('api'), keys, sealer, store, noScanner), new ContentService(db.source('api'), keys, sealer, store)];
    const bytes = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#123' } }).png().toBuffer();
    const owner = anApplicant();
    const [alone, shared] = [(await uploads.take(owner, { purpose: 'certificate', bytes })).upload, (await uploads.take(owner, { purpose: 'certificate', bytes })).upload];
    const [access, retention] = [new UploadAccessConsumer(), new PictureRetentionConsumer(keys, sealer)];
    const ended = submitted(owner, [alone, shared]);
    await told((tx) => access.submitted(ended, tx));
    await told((tx) => access.submitted(submitted(owner, [shared]), tx));
    const { filing, application } = ended.data;
    const event = anEnvelope(ApplicationErased, { filing, application, bureau: 3, part: 'pictures' as const, uploads: [alone, shared], retention: '2026-1' }, { subject: filing });
    for (let times = 0; times < 2; times += 1) await told((tx) => retention.caseEnded(event, tx));
    await expect(contents.read(owner, alone)).rejects.toMatchObject({ code: 'upload.erased', status: 410 });
    expect((await contents.read(owner, shared)).type).toBe('image/png');
    expect((await recordedActions(db, 'upload.erase')).map(({ target, ground }) => [target.id, ground])).toEqual([[alone, 'retention.ended']]);
  });

  describe('of an account that was erased', () => {
    it('go when they stand nowhere; those of a case or subject go with the last of these', async () => {
      const store = s3Store(bucket.settings);
      const [uploads, contents] = [new UploadService(db.source('api'), keys, sealer, store, noScanner), new ContentService(db.source('api'), keys, sealer, store)];
      const bytes = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#321' } }).png().toBuffer();
      const owner = anApplicant();
      const take = async () => (await uploads.take(owner, { purpose: 'certificate', bytes })).upload;
      const [loose, inCase, ofSubject, ofBoth] = [await take(), await take(), await take(), await take()];
      const [access, retention] = [new UploadAccessConsumer(), new PictureRetentionConsumer(keys, sealer)];
      const [subject, ended] = [newId(), submitted(owner, [inCase, ofBoth])];
      const readable = async () => (await Promise.all([loose, inCase, ofSubject, ofBoth].map((upload) => contents.read(owner, upload).then(() => upload, () => undefined)))).filter((upload) => upload !== undefined);
      await told((tx) => access.submitted(ended, tx));
      await told((tx) => access.subjectSubmitted(anEnvelope(SubjectSubmitted, { subject, revision: 1, owner: owner.account!, nature: 'individual', type: 'individual', region: '420106', unitName: null, name: 'v2.aes.k.n.b', persons: [], uploads: [ofSubject, ofBoth] }, { subject }), tx));
      await told((tx) => retention.accountErased(anEnvelope(AccountErased, { account: owner.account!, retention: '2026-1' }, { subject: owner.account! }), tx));
      expect(await readable()).toEqual([inCase, ofSubject, ofBoth]);
      const { filing, application } = ended.data;
      await told((tx) => retention.caseEnded(anEnvelope(ApplicationErased, { filing, application, bureau: 3, part: 'pictures' as const, uploads: [inCase, ofBoth], retention: '2026-1' }, { subject: filing }), tx));
      expect(await readable()).toEqual([ofSubject, ofBoth]);
      await told((tx) => retention.subjectErased(anEnvelope(SubjectErased, { subject, owner: owner.account!, why: 'retention', retention: '2026-1' }, { subject }), tx));
      expect(await readable()).toEqual([]);
      const grounds = (await recordedActions(db, 'upload.erase')).filter(({ target }) => [loose, inCase, ofSubject, ofBoth].includes(target.id)).map(({ target, ground }) => [target.id, ground]);
      expect(grounds).toEqual(expect.arrayContaining([[loose, 'person.request'], [inCase, 'retention.ended'], [ofSubject, 'retention.ended'], [ofBoth, 'retention.ended']]));
    });
  });
});
