import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';
import type { CipherSuite } from '../suite.ts';

const CIPHER = 'sm4-ctr';
const HASH = 'sm3';
const NONCE_BYTES = 16;
const TAG_BYTES = 32;
const CIPHER_KEY_BYTES = 16;
const MAC_KEY_BYTES = 32;

/**
 * SM4 in counter mode, then HMAC-SM3 over all of it (GB/T 32907, GB/T 32905): Node's OpenSSL offers SM4 without an
 * authenticated mode. Both keys come from the data key by HKDF-SM3, so neither tells anything of the other.
 */
export const sm4Ctr: CipherSuite = {
  name: 'sm4',
  nonceBytes: NONCE_BYTES,
  tagBytes: TAG_BYTES,
  encrypt(key, value, about) {
    const { cipherKey, macKey } = keysOf(key);
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(CIPHER, cipherKey, nonce);
    const text = Buffer.concat([cipher.update(value), cipher.final()]);
    return { nonce, body: Buffer.concat([text, tagOf(macKey, about, nonce, text)]) };
  },
  decrypt(key, nonce, body, about) {
    if (nonce.length !== NONCE_BYTES || body.length < TAG_BYTES) throw new Error('Not a sealed value');
    const { cipherKey, macKey } = keysOf(key);
    const text = body.subarray(0, -TAG_BYTES);
    if (!timingSafeEqual(body.subarray(-TAG_BYTES), tagOf(macKey, about, nonce, text))) throw new Error('The sealed value does not authenticate');
    const decipher = createDecipheriv(CIPHER, cipherKey, nonce);
    return Buffer.concat([decipher.update(text), decipher.final()]);
  },
};

/** The lengths stand before the parts, so that no byte can move from one part to its neighbour. */
function tagOf(macKey: Buffer, about: string, nonce: Buffer, text: Buffer): Buffer {
  const context = Buffer.from(about, 'utf8');
  const lengths = Buffer.alloc(12);
  lengths.writeUInt32BE(context.length, 0);
  lengths.writeBigUInt64BE(BigInt(text.length), 4);
  return createHmac(HASH, macKey).update(lengths).update(context).update(nonce).update(text).digest();
}

function keysOf(key: Buffer): { cipherKey: Buffer; macKey: Buffer } {
  const derived = Buffer.from(hkdfSync(HASH, key, Buffer.alloc(0), 'beian sealed value', CIPHER_KEY_BYTES + MAC_KEY_BYTES));
  return { cipherKey: derived.subarray(0, CIPHER_KEY_BYTES), macKey: derived.subarray(CIPHER_KEY_BYTES) };
}
