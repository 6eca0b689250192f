import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';

/**
 * Encrypts personal fields. `context` says which field of which record a value belongs to, `<record type>:<record id>:<field>`,
 * e.g. `account:<id>:mobile`; sealed text moved to another field or record does not open.
 */
export interface Sealer {
  seal(value: string, context: string): Promise<string>;
  /** Throws when the text was altered, belongs to another context, or its key is not known here. */
  open(sealed: string, context: string): Promise<string>;
  sealBytes(value: Buffer, context: string): Promise<Buffer>;
  openBytes(sealed: Buffer, context: string): Promise<Buffer>;
  /** Keyed index (HMAC-SHA-256, hex): equality without the value; the caller normalises the value first. */
  index(kind: string, value: string): string;
}

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const KEY_ID_BYTES = 4;
/** Mark of the binary form, so that a file is never mistaken for its ciphertext. */
const MAGIC = Buffer.from('BSv1');

/** Data keys by id; the first of the file seals, the others still open what they sealed before a rotation. */
type DataKeys = ReadonlyMap<string, Buffer>;

/** Reads the keys (32 bytes as base64, one a line, the current one first). */
export async function createSealer(files: { dataKeyFile: string; indexKeyFile: string }): Promise<Sealer> {
  const [dataKeys, indexKeys] = await Promise.all([readKeys(files.dataKeyFile), readKeys(files.indexKeyFile)]);
  return sealerOf(dataKeys, indexKeys[0]!);
}

/** A sealer of keys already at hand. */
export function sealerOf(dataKeys: readonly Buffer[], indexKey: Buffer): Sealer {
  const keys: DataKeys = new Map(dataKeys.map((key) => [keyIdOf(key), key]));
  const current = dataKeys[0];
  if (!current) throw new Error('A sealer needs at least one data key');
  const currentId = keyIdOf(current);
  return {
    async seal(value, context) {
      const { nonce, body } = encrypt(current, Buffer.from(value, 'utf8'), context);
      return ['v1', currentId, nonce.toString('base64url'), body.toString('base64url')].join('.');
    },
    async open(sealed, context) {
      const [version, keyId, nonce, body, ...rest] = sealed.split('.');
      if (version !== 'v1' || !keyId || !nonce || !body || rest.length > 0) throw new Error('Not a sealed value');
      return decrypt(keys, keyId, Buffer.from(nonce, 'base64url'), Buffer.from(body, 'base64url'), context).toString('utf8');
    },
    async sealBytes(value, context) {
      const { nonce, body } = encrypt(current, value, context);
      return Buffer.concat([MAGIC, Buffer.from(currentId, 'hex'), nonce, body]);
    },
    async openBytes(sealed, context) {
      if (sealed.length < MAGIC.length + KEY_ID_BYTES + NONCE_BYTES + TAG_BYTES || !sealed.subarray(0, MAGIC.length).equals(MAGIC)) throw new Error('Not sealed bytes');
      const afterId = MAGIC.length + KEY_ID_BYTES;
      const keyId = sealed.subarray(MAGIC.length, afterId).toString('hex');
      return decrypt(keys, keyId, sealed.subarray(afterId, afterId + NONCE_BYTES), sealed.subarray(afterId + NONCE_BYTES), context);
    },
    index: (kind, value) => createHmac('sha256', indexKey).update(`${kind}\0${value}`, 'utf8').digest('hex'),
  };
}

function encrypt(key: Buffer, value: Buffer, context: string): { nonce: Buffer; body: Buffer } {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES }).setAAD(Buffer.from(context, 'utf8'));
  return { nonce, body: Buffer.concat([cipher.update(value), cipher.final(), cipher.getAuthTag()]) };
}

function decrypt(keys: DataKeys, keyId: string, nonce: Buffer, body: Buffer, context: string): Buffer {
  const key = keys.get(keyId);
  if (!key) throw new Error(`No data key ${keyId}`);
  if (nonce.length !== NONCE_BYTES || body.length < TAG_BYTES) throw new Error('Not a sealed value');
  const decipher = createDecipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES }).setAAD(Buffer.from(context, 'utf8'));
  decipher.setAuthTag(body.subarray(-TAG_BYTES));
  return Buffer.concat([decipher.update(body.subarray(0, -TAG_BYTES)), decipher.final()]);
}

function keyIdOf(key: Buffer): string {
  return createHash('sha256').update(key).digest('hex').slice(0, KEY_ID_BYTES * 2);
}

async function readKeys(file: string): Promise<Buffer[]> {
  const lines = (await readFile(file, 'utf8')).split('\n').filter((line) => line.trim() !== '');
  const keys = lines.map((line) => Buffer.from(line.trim(), 'base64'));
  if (keys.length === 0 || keys.some((key) => key.length !== 32)) throw new Error(`${file} must hold 32 bytes as base64 on each line`);
  return keys;
}
