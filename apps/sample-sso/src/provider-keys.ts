import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { JWK } from 'oidc-provider';

/** What the provider signs tokens and cookies with. */
export interface ProviderKeys {
  readonly signing: JWK;
  readonly cookies: string;
}

/** The keys of the file, which is made at the first start, whole or not at all. */
export function ensureProviderKeys(file: string): ProviderKeys {
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as ProviderKeys;
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const signing = { ...privateKey.export({ format: 'jwk' }), kid: randomBytes(8).toString('hex'), use: 'sig', alg: 'RS256' } as JWK;
  const keys = { signing, cookies: randomBytes(32).toString('base64url') };
  writeFileSync(`${file}.new`, JSON.stringify(keys), { mode: 0o600 });
  renameSync(`${file}.new`, file);
  return keys;
}
