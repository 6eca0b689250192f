import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { roleNames, VAULT } from '../../libs/kit/src/db/roles.ts';
import type { Paths } from './paths.ts';
import { GATEWAY, SERVICE_NAMES } from './services.ts';
import type { S3Keys } from './servers/s3.ts';

export interface Secrets {
  /** Login role → password, `postgres` included. */
  readonly database: Readonly<Record<string, string>>;
  readonly databaseFile: string;
  readonly s3: S3Keys;
  readonly kekFile: string;
  /** Only of installations that sealed values before data keys had holders. */
  readonly formerKeyFile?: string;
  readonly indexKeyFile: string;
}

/**
 * Creates, once, every key and password of a stack; what is there already stays.
 * @param databaseFile the passwords' file of a server that is given by address and shared with other stacks.
 */
export function ensureSecrets(paths: Paths, databaseFile = join(paths.secrets, 'database.json')): Secrets {
  for (const side of ['private', 'public']) mkdirSync(join(paths.keys, side), { recursive: true, mode: 0o700 });
  for (const service of [...SERVICE_NAMES, GATEWAY.name]) ensureSigningKey(paths, service);
  const kekFile = ensureKey(join(paths.keys, 'kek.key'), `kek-${new Date().toISOString().slice(0, 10)} aes `);
  const formerKeyFile = join(paths.keys, 'data.key');
  const indexKeyFile = ensureKey(join(paths.keys, 'index.key'));
  const roles = ['postgres', ...[VAULT, ...SERVICE_NAMES].flatMap(roleNames)];
  const database = ensureObject(databaseFile, roles, () => randomBytes(24).toString('base64url'));
  const s3 = ensureObject(join(paths.secrets, 's3.json'), ['accessKey', 'secretKey'], () => randomBytes(20).toString('hex'));
  return {
    database,
    databaseFile,
    s3: { accessKey: s3.accessKey ?? '', secretKey: s3.secretKey ?? '' },
    kekFile,
    ...(existsSync(formerKeyFile) && { formerKeyFile }),
    indexKeyFile,
  };
}

/** An Ed25519 pair: each service signs with its own private key, everybody verifies with the public ones. */
function ensureSigningKey(paths: Paths, service: string): void {
  const privateFile = join(paths.keys, 'private', `${service}.pem`);
  const publicFile = join(paths.keys, 'public', `${service}.pem`);
  if (existsSync(privateFile) && existsSync(publicFile)) return;
  const pair = generateKeyPairSync('ed25519');
  writeSecret(publicFile, pair.publicKey.export({ type: 'spki', format: 'pem' }).toString());
  writeSecret(privateFile, pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());
}

/** 32 random bytes as base64, made once. */
export function ensureKey(file: string, before = ''): string {
  if (!existsSync(file)) writeSecret(file, `${before}${randomBytes(32).toString('base64')}\n`);
  return file;
}

/** A JSON object that has all these names; a service added later gets its values without touching the others'. */
function ensureObject(file: string, names: readonly string[], make: () => string): Record<string, string> {
  const present = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>) : {};
  const missing = names.filter((name) => !present[name]);
  if (missing.length === 0) return present;
  const complete = { ...present, ...Object.fromEntries(missing.map((name) => [name, make()])) };
  writeSecret(file, `${JSON.stringify(complete, null, 2)}\n`);
  return complete;
}

/** Whole or not at all, so that a start that is killed leaves no half-written key. */
function writeSecret(file: string, text: string): void {
  writeFileSync(`${file}.new`, text, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}
