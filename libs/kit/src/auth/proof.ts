import { canonicalJson } from '../crypto/digest.ts';
import type { Keys } from './keys.ts';

/** A service's signature under facts that travel where others may write, for one purpose only: it fits no other facts and no other use. */
export function signProof(keys: Keys, purpose: string, facts: object): string {
  return keys.signBytes(bytesOf(purpose, facts));
}

/** Whether the service has signed exactly these facts for this purpose. */
export function isProof(keys: Keys, issuer: string, purpose: string, facts: object, signature: string): boolean {
  return keys.verifyBytes(issuer, bytesOf(purpose, facts), signature);
}

function bytesOf(purpose: string, facts: object): string {
  return canonicalJson({ purpose, facts });
}
