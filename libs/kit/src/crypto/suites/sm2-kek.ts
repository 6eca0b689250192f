import { createHash, timingSafeEqual } from 'node:crypto';
import { sm2 } from 'sm-crypto-v2';
import type { Kek } from '../key-wrapper.ts';

const DIGEST_BYTES = 32;
/** C1C3C2, the order of GB/T 32918.4. */
const MODE = 1;

/** A KEK of an SM2 pair (GB/T 32918.4): its private key as 32 bytes. Whoever only wraps needs the public key alone. */
export function sm2Kek(secret: Buffer): Kek {
  const privateKey = secret.toString('hex');
  const publicKey = sm2.getPublicKeyFromPrivateKey(privateKey);
  return {
    wrap: (key, about) => Buffer.from(sm2.doEncrypt(Buffer.concat([digestOf(about), key]), publicKey, MODE), 'hex'),
    unwrap(wrapped, about) {
      const plain = Buffer.from(sm2.doDecrypt(wrapped.toString('hex'), privateKey, MODE, { output: 'array' }));
      // An altered text decrypts to nothing.
      if (plain.length <= DIGEST_BYTES || !timingSafeEqual(plain.subarray(0, DIGEST_BYTES), digestOf(about))) throw new Error('The wrapped key does not authenticate');
      return plain.subarray(DIGEST_BYTES);
    },
  };
}

function digestOf(about: string): Buffer {
  return createHash('sm3').update(about, 'utf8').digest();
}
