import { randomBytes } from 'node:crypto';
import { sealerOf, type Sealer } from '@beian/kit/crypto/sealer';

const dataKey = randomBytes(32);
const indexKey = randomBytes(32);

/** A sealer with keys of this spec file. */
export function testSealer(): Sealer {
  return sealerOf([dataKey], indexKey);
}
