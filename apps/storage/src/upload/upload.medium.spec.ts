import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Principal } from '@beian/contracts/principal';
import type { Problem } from '@beian/contracts/problem';
import { UPLOAD_RECEIPT, UploadReceipt } from '@beian/contracts/receipts';
import type { UploadView } from '@beian/contracts/storage/api';
import { UploadStored } from '@beian/contracts/storage/events';
import { sha256 } from '@beian/kit/crypto/digest';
import { inScope } from '@beian/kit/db/scope';
import { foldHistory } from '@beian/kit/db/versioned';
import { newId } from '@beian/kit/http/uuid';
import { clamdStandIn, EICAR } from '@beian/testing/clamd';
import { testBucket, type TestBucket } from '@beian/testing/bucket';
import { testDatabase, type TestDatabase } from '@beian/testing/database';
import { httpApp, type HttpApp } from '@beian/testing/http-app';
import { bearer, testKeys } from '@beian/testing/keys';
import { publishedEvents, recordedActions } from '@beian/testing/outbox';
import { anApplicant, anOfficer } from '@beian/testing/principals';
import { testSealer } from '@beian/testing/sealer';
import sharp from 'sharp';
import { OBJECT_STORE, s3Store, type ObjectStore } from '../object-store/object-store.ts';
import { clamdScanner } from '../scan/clamd-scanner.ts';
import { MALWARE_SCANNER, noScanner, type MalwareScanner } from '../scan/malware-scanner.ts';
import { ENTITIES, MIGRATIONS } from '../schema.ts';
import { ContentService } from './content.service.ts';
import { UploadController } from './upload.controller.ts';
import { Upload } from './upload.entity.ts';
import { UploadService } from './upload.service.ts';

let db: TestDatabase;
let bucket: TestBucket;
let store: ObjectStore;
let app: HttpApp;
let picture: Buffer;

beforeAll(async () => {
  db = await testDatabase({ service: 'storage', entities: ENTITIES, migrations: MIGRATIONS });
  bucket = await testBucket();
  store = s3Store(bucket.settings);
  app = await appOn(store);
  picture = await sharp(randomBytes(300 * 200 * 3), { raw: { width: 300, height: 200, channels: 3 } }).jpeg().toBuffer();
});
afterAll(async () => {
  await app.close();
  await bucket.remove();
  await db.close();
});

function appOn(store: ObjectStore, scanner: MalwareScanner = noScanner): Promise<HttpApp> {
  const providers = [UploadService, ContentService, { provide: OBJECT_STORE, useValue: store }, { provide: MALWARE_SCANNER, useValue: scanner }];
  return httpApp({ controllers: [UploadController], providers }, { service: 'storage', kit: { api: db.source('api'), sealer: testSealer() }, logLevel: 'silent' });
}

async function post<T = UploadView & Problem>(form: FormData | string, as?: Principal, options: { headers?: Record<string, string>; to?: HttpApp } = {}): Promise<{ status: number; body: T }> {
  const answer = await fetch(`${(options.to ?? app).url}/uploads`, { method: 'POST', body: form, headers: { ...(as && (await bearer(as))), ...options.headers } });
  return { status: answer.status, body: (await answer.json()) as T };
}

function formOf(bytes: Buffer, purpose: string | null = 'certificate', name = 'photo.jpg'): FormData {
  const form = new FormData();
  if (purpose !== null) form.set('purpose', purpose);
  form.set('file', new Blob([new Uint8Array(bytes)], { type: 'text/html' }), name);
  return form;
}

async function content(upload: string, as?: Principal): Promise<Response> {
  return fetch(`${app.url}/uploads/${upload}/content`, { headers: as ? await bearer(as) : {} });
}

describe('taking a picture in', () => {
  it('stores it encrypted, says so, vouches for it, and gives it back to its owner', async () => {
    const owner = anApplicant();
    const { status, body } = await post(formOf(picture, 'certificate', '../张三\u202egpj.身份证.jpg'), owner);
    expect(status).toBe(201);
    expect(body).toMatchObject({ purpose: 'certificate', type: 'image/jpeg' });
    const facts = await testKeys('subject').verify(UPLOAD_RECEIPT, 'storage', UploadReceipt, body.receipt);
    expect(facts).toEqual({ upload: body.upload, digest: body.digest, size: body.size, type: 'image/jpeg', owner: owner.account, purpose: 'certificate', checked: true });

    const answer = await content(body.upload, owner);
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect([sha256(bytes), bytes.length]).toEqual([body.digest, body.size]);
    expect(Object.fromEntries(['content-type', 'content-disposition', 'cache-control', 'x-content-type-options', 'content-security-policy'].map((name) => [name, answer.headers.get(name)]))).toEqual({
      'content-type': 'image/jpeg', 'content-disposition': 'inline; filename="picture.jpg"', 'cache-control': 'private, no-store', 'x-content-type-options': 'nosniff', 'content-security-policy': "default-src 'none'; sandbox",
    });

    const [row] = await db.admin<{ object_key: string; sent_digest: string }>('select object_key, sent_digest from upload where id = $1', [body.upload]);
    expect(row!.sent_digest).toBe(sha256(picture));
    expect(row!.object_key).not.toContain(body.upload);
    const object = await store.get(row!.object_key);
    expect(object.subarray(0, 4).toString()).toBe('BSv2');
    expect(object.includes(bytes.subarray(0, 64))).toBe(false);

    expect((await publishedEvents(db, UploadStored)).map(({ data }) => data)).toContainEqual({ upload: body.upload, owner: owner.account, purpose: 'certificate', digest: body.digest, size: body.size, type: 'image/jpeg' });
    expect((await recordedActions(db, 'upload.store')).filter(({ target }) => target.id === body.upload)).toMatchObject([{ outcome: 'done', after: { digest: body.digest, sentDigest: sha256(picture) } }]);
    expect(JSON.stringify(await db.admin('select o::text, u::text from outbox o, upload u where u.id = $1', [body.upload]))).not.toContain('张三');
    const [folded, kept] = await inScope(db.source('api'), owner, async (tx) => [await foldHistory(tx, Upload, body.upload), await tx.manager.findOneByOrFail(Upload, { id: body.upload })]);
    expect(folded).toEqual(kept);
  });

  it('a receipt is renewed for the owner alone', async () => {
    const owner = anApplicant();
    const { body } = await post(formOf(picture), owner);
    const renewed = await app.send<UploadView>('POST', `/uploads/${body.upload.toUpperCase()}/receipt`, { as: owner });
    expect(renewed).toMatchObject({ status: 200, body: { upload: body.upload, digest: body.digest, storedAt: body.storedAt } });
    expect(await testKeys('filing').verify(UPLOAD_RECEIPT, 'storage', UploadReceipt, renewed.body.receipt)).toMatchObject({ upload: body.upload });
    expect(await app.send('POST', `/uploads/${body.upload}/receipt`, { as: anApplicant() })).toMatchObject({ status: 404 });
    expect((await recordedActions(db, 'upload.receipt')).map(({ code }) => code)).toEqual(['record.not_found']);
  });

  it('an object put under another row, or altered, does not open', async () => {
    const owner = anApplicant();
    const [first, second] = [await post(formOf(picture), owner), await post(formOf(picture), owner)];
    const keyOf = async (id: string) => (await db.admin<{ object_key: string }>('select object_key from upload where id = $1', [id]))[0]!.object_key;
    await store.put(await keyOf(first.body.upload), await store.get(await keyOf(second.body.upload)));
    expect((await content(first.body.upload, owner)).status).toBe(500);
    expect((await content(second.body.upload, owner)).status).toBe(200);
  });
});

describe('refusing what is no picture', () => {
  it('SUB-24 names the limit, the kind and the fault, and records the attempt', async () => {
    const owner = anApplicant();
    expect(await post(formOf(Buffer.concat([picture, Buffer.alloc(513 * 1024 - picture.length)])), owner)).toMatchObject({ status: 413, body: { code: 'upload.too_large', title: '图片大小不得超过512K，请压缩后重新上传' } });
    expect(await post(formOf(Buffer.alloc(9 * 1024 * 1024), 'evidence'), owner)).toMatchObject({ status: 413, body: { title: '图片大小不得超过5M，请压缩后重新上传' } });
    expect(await post(formOf(Buffer.from('<svg onload=alert(1)>')), owner)).toMatchObject({ status: 422, body: { code: 'upload.type' } });
    expect(await post(formOf(Buffer.alloc(0)), owner)).toMatchObject({ status: 422, body: { code: 'upload.empty' } });
    expect(await post(formOf(picture.subarray(0, 900)), owner)).toMatchObject({ status: 422, body: { code: 'upload.damaged' } });
    expect((await recordedActions(db, 'upload.store')).filter(({ actor, outcome }) => actor.account === owner.account && outcome === 'refused').map(({ code }) => code)).toEqual(['upload.type', 'upload.empty', 'upload.damaged']);
    expect(await db.admin('select 1 from upload where owner = $1', [owner.account])).toEqual([]);
  });

  it('TV-18 takes a picture of 524,288 bytes and none of 524,289, and keeps nothing of it', async () => {
    const owner = anApplicant();
    const sized = (bytes: number) => Buffer.concat([picture, Buffer.alloc(bytes - picture.length)]);
    expect(await post(formOf(sized(524_289)), owner)).toMatchObject({ status: 413, body: { code: 'upload.too_large' } });
    expect(await db.admin('select 1 from upload where owner = $1', [owner.account])).toEqual([]);
    expect(await post(formOf(sized(524_288)), owner)).toMatchObject({ status: 201 });
  });

  it('TV-19 refuses a PDF that is called photo.jpg, and keeps nothing of it', async () => {
    const owner = anApplicant();
    const pdf = Buffer.from('%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF');
    expect(await post(formOf(pdf, 'certificate', 'photo.jpg'), owner)).toMatchObject({ status: 422, body: { code: 'upload.type' } });
    expect(await db.admin('select 1 from upload where owner = $1', [owner.account])).toEqual([]);
    expect(await post(formOf(picture, 'certificate', 'photo.pdf'), owner)).toMatchObject({ status: 201 });
  });

  it('abuse 23: forms of any other shape are 4xx and leave the process alive', async () => {
    const owner = anApplicant();
    const twoFiles = formOf(picture);
    twoFiles.append('file', new Blob(['x']), 'b.jpg');
    const many = formOf(picture);
    for (let part = 0; part < 1000; part += 1) many.append(`field${part}`, 'x');
    const otherName = new FormData();
    otherName.set('purpose', 'certificate');
    otherName.set('picture', new Blob(['x']), 'b.jpg');
    const nested = new FormData();
    nested.set('a[b][c][d]', 'x');
    const fileFirst = new FormData();
    fileFirst.set('file', new Blob([new Uint8Array(picture)]), 'a.jpg');
    fileFirst.set('purpose', 'certificate');
    const multipart = { 'content-type': 'multipart/form-data; boundary=x' };
    const answers = [
      await post(twoFiles, owner), await post(many, owner), await post(otherName, owner), await post(nested, owner), await post(fileFirst, owner), await post(formOf(picture, 'avatar'), owner), await post(formOf(picture, '__proto__'), owner),
      await post(formOf(picture, null), owner), await post('', owner, { headers: multipart }), await post('--x\r\nnonsense', owner, { headers: multipart }),
      await post('--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\nhalf', owner, { headers: multipart }), await post('{}', owner, { headers: { 'content-type': 'application/json' } }),
      await post('x', owner, { headers: { 'content-type': 'multipart/form-data' } }), await post(formOf(picture, 'x'.repeat(10_000)), owner),
    ];
    expect(answers.map(({ status }) => status)).toEqual([400, 400, 422, 400, 422, 422, 422, 422, 400, 400, 422, 400, 400, 422]);
    expect(await post(formOf(picture), owner)).toMatchObject({ status: 201 });
  });

  it('only signed-in applicants upload, and nothing of their form is read before', async () => {
    expect(await post(formOf(picture))).toMatchObject({ status: 401 });
    expect(await post(formOf(picture), anOfficer())).toMatchObject({ status: 403 });
  });
});

describe('a malware scanner', () => {
  const scansOf = (owner: Principal) => db.admin<{ scan: string }>('select scan from upload where owner = $1', [owner.account]);

  it('marks what nobody looked at as unscanned', async () => {
    const owner = anApplicant();
    expect(await post(formOf(picture), owner)).toMatchObject({ status: 201 });
    expect(await scansOf(owner)).toEqual([{ scan: 'unscanned' }]);
  });

  it('keeps an infected file out, records the attempt, and marks a clean one; down, it keeps everything out', async () => {
    const [owner, clamd] = [anApplicant(), await clamdStandIn()];
    const [host, port] = clamd.address.split(':');
    const guarded = await appOn(store, clamdScanner({ host: host!, port: Number(port), timeoutMs: 2_000, whenDown: 'refuse' }));
    try {
      // A picture that a decoder would take, with the malware behind it.
      const infected = Buffer.concat([picture, EICAR]);
      expect(await post(formOf(infected), owner, { to: guarded })).toMatchObject({ status: 422, body: { code: 'upload.infected', fields: [{ field: 'file' }] } });
      expect(await scansOf(owner)).toEqual([]);
      expect(await post(formOf(picture), owner, { to: guarded })).toMatchObject({ status: 201 });
      await clamd.close();
      expect(await post(formOf(picture), owner, { to: guarded })).toMatchObject({ status: 503, body: { code: 'upload.scanner_down' } });
      expect(await scansOf(owner)).toEqual([{ scan: 'clean' }]);
      expect((await recordedActions(db, 'upload.store')).filter(({ actor }) => actor.account === owner.account).map(({ outcome, code, after }) => [outcome, code, after['scan']])).toEqual([['refused', 'upload.infected', undefined], ['done', null, 'clean']]);
    } finally {
      await guarded.close();
    }
  });
});

describe('S3 away', () => {
  it('uploads are refused in clear words, nothing is kept, and what needs no S3 goes on', async () => {
    const owner = anApplicant();
    const { body } = await post(formOf(picture), owner);
    const away = await appOn(s3Store({ ...bucket.settings, S3_ENDPOINT: 'http://127.0.0.1:1' }));
    try {
      expect(await post(formOf(picture), owner, { to: away })).toMatchObject({ status: 503, body: { code: 'storage.unavailable', title: '图片存储服务暂时不可用，请稍后重试；已填写的内容不受影响' } });
      expect(await db.admin('select id from upload where owner = $1', [owner.account])).toEqual([{ id: body.upload }]);
      expect(await away.send('GET', `/uploads/${body.upload}/content`, { as: owner })).toMatchObject({ status: 503 });
      expect(await away.send('POST', `/uploads/${body.upload}/receipt`, { as: owner })).toMatchObject({ status: 200 });
    } finally {
      await away.close();
    }
  });

  it('a server that takes the connection and says nothing is given up after the deadline', async () => {
    const left: Promise<unknown>[] = [];
    const silent: Server = createServer((socket) => left.push(new Promise((gone) => socket.once('close', gone).resume()))).listen(0, '127.0.0.1');
    await new Promise((up) => silent.once('listening', up));
    const { port } = silent.address() as { port: number };
    const mute = s3Store({ ...bucket.settings, S3_ENDPOINT: `http://127.0.0.1:${port}` }, 200);
    await expect(mute.put(`uploads/${newId()}`, Buffer.from('x'))).rejects.toMatchObject({ code: 'storage.unavailable', status: 503 });
    await Promise.all(left);
    silent.close();
  });
});
