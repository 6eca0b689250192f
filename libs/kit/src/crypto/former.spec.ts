import { createCipheriv, createHash, randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { memoryKeyStore } from '@beian/testing/sealer';
import { dataKeysOf } from './data-keys.ts';
import { formerKeysOf } from './former.ts';
import { keyWrapperOf } from './key-wrapper.ts';
import { sealerOf } from './sealer.ts';

const CONTEXT = 'account:1:mobile';
const [present, former] = [randomBytes(32), randomBytes(32)];
const keys = dataKeysOf({ store: memoryKeyStore(), wrapper: keyWrapperOf([['kek', 'aes', randomBytes(32)]]), suite: 'aes' });
const sealer = sealerOf({ service: 'identity', keys, indexKey: randomBytes(32), former: formerKeysOf([present, former]) });

/** As installations sealed before data keys had holders. */
function sealedBefore(key: Buffer, value: Buffer): { id: Buffer; nonce: Buffer; body: Buffer } {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(CONTEXT));
  return { id: createHash('sha256').update(key).digest().subarray(0, 4), nonce, body: Buffer.concat([cipher.update(value), cipher.final(), cipher.getAuthTag()]) };
}
function textBefore(key: Buffer, value: string): string {
  const { id, nonce, body } = sealedBefore(key, Buffer.from(value));
  return ['v1', id.toString('hex'), nonce.toString('base64url'), body.toString('base64url')].join('.');
}
function bytesBefore(key: Buffer, value: Buffer): Buffer {
  const { id, nonce, body } = sealedBefore(key, value);
  return Buffer.concat([Buffer.from('BSv1'), id, nonce, body]);
}

describe('values sealed before data keys had holders', () => {
  it('stay readable, text and bytes, with each key of the file', async () => {
    for (const key of [present, former]) {
      expect(await sealer.open(textBefore(key, '13800138000'), CONTEXT)).toBe('13800138000');
      expect(await sealer.openBytes(bytesBefore(key, Buffer.from([1, 2, 3])), CONTEXT)).toEqual(Buffer.from([1, 2, 3]));
    }
  });

  it('open in their own context and with a known key only', async () => {
    await expect(sealer.open(textBefore(present, 'x'), 'account:2:mobile')).rejects.toThrow();
    await expect(sealer.open(textBefore(randomBytes(32), 'x'), CONTEXT)).rejects.toThrow('No data key');
    await expect(sealer.openBytes(bytesBefore(randomBytes(32), Buffer.from('x')), CONTEXT)).rejects.toThrow('No data key');
  });

  it('are sealed no more', async () => {
    expect(await sealer.seal('x', CONTEXT)).toMatch(/^v2\./);
  });
});
