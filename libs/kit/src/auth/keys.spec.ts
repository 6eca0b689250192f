import { generateKeyPairSync } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { loadKeys, type Keys } from './keys.ts';

const Receipt = z.object({ upload: z.string() });
const TYPE = 'beian.upload-receipt.v1';
const spki = { type: 'spki', format: 'pem' } as const;
const pkcs8 = { type: 'pkcs8', format: 'pem' } as const;

describe('keys', () => {
  let dir: string;
  let storage: Keys;
  let filing: Keys;
  const [former, present, own] = [generateKeyPairSync('ed25519'), generateKeyPairSync('ed25519'), generateKeyPairSync('ed25519')];

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'keys-'));
    await Promise.all(['private', 'public'].map((folder) => mkdir(join(dir, folder))));
    await writeFile(join(dir, 'private/storage.pem'), present.privateKey.export(pkcs8));
    await writeFile(join(dir, 'private/filing.pem'), own.privateKey.export(pkcs8));
    await writeFile(join(dir, 'public/filing.pem'), own.publicKey.export(spki));
    await writeFile(join(dir, 'public/storage.pem'), `${String(former.publicKey.export(spki))}${String(present.publicKey.export(spki))}`);
    [storage, filing] = await Promise.all([loadKeys({ dir, service: 'storage' }), loadKeys({ dir, service: 'filing' })]);
  });
  afterAll(() => rm(dir, { recursive: true }));

  it('lets one service verify what another has signed, offline', async () => {
    const token = await storage.sign(TYPE, { upload: 'u1' }, 60);
    expect(await filing.verify(TYPE, 'storage', Receipt, token)).toEqual({ upload: 'u1' });
  });

  it('refuses another type, another issuer, an unknown issuer, an altered or foreign payload', async () => {
    const token = await storage.sign(TYPE, { upload: 'u1' }, 60);
    const [head, body, signature] = token.split('.');
    const altered = [head, Buffer.from(String(Buffer.from(body!, 'base64url')).replace('u1', 'u2')).toString('base64url'), signature].join('.');
    const attempts = [
      () => filing.verify('beian.subject-receipt.v1', 'storage', Receipt, token),
      () => filing.verify(TYPE, 'filing', Receipt, token),
      () => filing.verify(TYPE, 'constructor', Receipt, token),
      () => filing.verify(TYPE, 'storage', Receipt, altered),
      () => filing.verify(TYPE, 'storage', z.object({ subject: z.string() }), token),
      () => filing.verify(TYPE, 'storage', Receipt, `${Buffer.from('{"alg":"none"}').toString('base64url')}.${body}.`),
    ];
    for (const attempt of attempts) await expect(attempt()).rejects.toMatchObject({ code: 'receipt.invalid', status: 401 });
  });

  it('says when a token is too old', async () => {
    const token = await storage.sign(TYPE, { upload: 'u1' }, -30);
    await expect(filing.verify(TYPE, 'storage', Receipt, token)).rejects.toMatchObject({ code: 'receipt.expired', status: 401 });
  });

  it('accepts the former key beside the present one during a rotation', async () => {
    await writeFile(join(dir, 'private/storage.pem'), former.privateKey.export(pkcs8));
    const before = await loadKeys({ dir, service: 'storage' });
    expect(before.keyId).not.toBe(storage.keyId);
    const token = await before.sign(TYPE, { upload: 'old' }, 60);
    expect(await filing.verify(TYPE, 'storage', Receipt, token)).toEqual({ upload: 'old' });
    expect(filing.verifyBytes('storage', 'bytes', before.signBytes('bytes'))).toBe(true);
  });

  it('signs bytes of which not one may change', () => {
    const signature = storage.signBytes('记录');
    expect(filing.verifyBytes('storage', Buffer.from('记录'), signature)).toBe(true);
    expect(filing.verifyBytes('storage', '纪录', signature)).toBe(false);
    expect(filing.verifyBytes('filing', '记录', signature)).toBe(false);
    expect(filing.verifyBytes('nobody', '记录', signature)).toBe(false);
  });
});
