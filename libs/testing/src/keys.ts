import { generateKeyPairSync } from 'node:crypto';
import type { Principal } from '@beian/contracts/principal';
import { SERVICES } from '@beian/contracts/services';
import { keysOf, type Keys } from '@beian/kit/auth/keys';
import { PRINCIPAL_TOKEN } from '@beian/kit/auth/principal.guard';

const ISSUERS = [...SERVICES, 'gateway'] as const;
const pairs = new Map(ISSUERS.map((issuer) => [issuer as string, generateKeyPairSync('ed25519')]));
const known = Object.fromEntries([...pairs].map(([issuer, { publicKey }]) => [issuer, [publicKey]]));

/** The service's keys of this spec file; those of different services know one another. */
export function testKeys(service: string): Keys {
  const pair = pairs.get(service);
  if (!pair) throw new Error(`No keys for ${service}`);
  return keysOf(service, pair.privateKey, known);
}

/** The `authorization` header with which identity lets the principal in. */
export async function bearer(principal: Principal): Promise<{ authorization: string }> {
  const { token: _token, ...payload } = principal;
  return { authorization: `Bearer ${await testKeys('identity').sign(PRINCIPAL_TOKEN, payload, 60)}` };
}
