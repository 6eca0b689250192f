import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { testBucket, type TestBucket } from '@beian/testing/bucket';
import { testDatabase, type TestDatabase } from '@beian/testing/database';
import { testKeys } from '@beian/testing/keys';
import { anApplicant } from '@beian/testing/principals';
import { testSealer } from '@beian/testing/sealer';
import sharp from 'sharp';
import { s3Store, type ObjectStore } from '../object-store/object-store.ts';
import { ENTITIES, MIGRATIONS } from '../schema.ts';
import { noScanner } from '../scan/malware-scanner.ts';
import { UploadService } from '../upload/upload.service.ts';
import { OrphanSweeper } from './orphan.sweeper.ts';

const HOUR = 3_600_000;
let db: TestDatabase;
let bucket: TestBucket;
let store: ObjectStore;

beforeAll(async () => {
  db = await testDatabase({ service: 'storage', entities: ENTITIES, migrations: MIGRATIONS });
  bucket = await testBucket();
  store = s3Store(bucket.settings);
});
afterAll(async () => {
  await bucket.remove();
  await db.close();
});

async function keys(): Promise<string[]> {
  const found: string[] = [];
  for await (const { key } of store.list('')) found.push(key);
  return found.sort();
}

describe('objects without a row', () => {
  it('are removed after a day; those with a row, younger ones and other prefixes stay', async () => {
    const bytes = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#123' } }).png().toBuffer();
    await new UploadService(db.source('api'), testKeys('storage'), testSealer(), store, noScanner).take(anApplicant(), { purpose: 'certificate', bytes });
    const [kept] = await keys();
    for (const key of ['uploads/orphan', 'archive/other']) await store.put(key, Buffer.from('x'));
    const sweeper = new OrphanSweeper(db.source('worker'), store, { ROLES: ['worker'] });
    expect(await sweeper.sweep(new Date(Date.now() + 23 * HOUR))).toBe(0);
    expect(await sweeper.sweep(new Date(Date.now() + 25 * HOUR))).toBe(1);
    expect(await keys()).toEqual(['archive/other', kept]);
    expect(await sweeper.sweep(new Date(Date.now() + 25 * HOUR))).toBe(0);
  });

  it('stay while the database cannot say what belongs to whom', async () => {
    await store.put('uploads/unknown', Buffer.from('x'));
    const down = { createQueryRunner: () => { throw new Error('ECONNREFUSED'); } } as never;
    await expect(new OrphanSweeper(down, store, { ROLES: ['worker'] }).sweep(new Date(Date.now() + 25 * HOUR))).rejects.toThrow('ECONNREFUSED');
    expect(await keys()).toContain('uploads/unknown');
  });
});
