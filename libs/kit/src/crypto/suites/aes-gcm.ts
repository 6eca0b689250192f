import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { CipherSuite } from '../suite.ts';

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** AES-256-GCM (NIST SP 800-38D). A data key seals far fewer values than the 2^32 that random nonces bear. */
export const aesGcm: CipherSuite = {
  name: 'aes',
  nonceBytes: NONCE_BYTES,
  tagBytes: TAG_BYTES,
  encrypt(key, value, about) {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES }).setAAD(Buffer.from(about, 'utf8'));
    return { nonce, body: Buffer.concat([cipher.update(value), cipher.final(), cipher.getAuthTag()]) };
  },
  decrypt(key, nonce, body, about) {
    if (nonce.length !== NONCE_BYTES || body.length < TAG_BYTES) throw new Error('Not a sealed value');
    const decipher = createDecipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES }).setAAD(Buffer.from(about, 'utf8'));
    decipher.setAuthTag(body.subarray(-TAG_BYTES));
    return Buffer.concat([decipher.update(body.subarray(0, -TAG_BYTES)), decipher.final()]);
  },
};
