import { createHash } from 'node:crypto';
import { aesGcm } from './suites/aes-gcm.ts';

/** Data keys of values sealed before data keys had holders, by id. Nothing is sealed with them. */
export type FormerKeys = ReadonlyMap<string, Buffer>;

const KEY_ID_BYTES = 4;
const MAGIC = Buffer.from('BSv1');

/** The keys by the ids that stand in `v1` values. */
export function formerKeysOf(keys: readonly Buffer[]): FormerKeys {
  return new Map(keys.map((key) => [createHash('sha256').update(key).digest('hex').slice(0, KEY_ID_BYTES * 2), key]));
}

/** Opens `v1.<key id>.<nonce>.<body>`. */
export function openFormerText(keys: FormerKeys, sealed: string, context: string): string {
  const [version, keyId, nonce, body, ...rest] = sealed.split('.');
  if (version !== 'v1' || !keyId || !nonce || !body || rest.length > 0) throw new Error('Not a sealed value');
  return aesGcm.decrypt(keyOf(keys, keyId), Buffer.from(nonce, 'base64url'), Buffer.from(body, 'base64url'), context).toString('utf8');
}

/** Opens the binary form of `v1`: mark, key id, nonce, body. */
export function openFormerBytes(keys: FormerKeys, sealed: Buffer, context: string): Buffer {
  const nonceAt = MAGIC.length + KEY_ID_BYTES;
  const bodyAt = nonceAt + aesGcm.nonceBytes;
  if (sealed.length < bodyAt + aesGcm.tagBytes || !sealed.subarray(0, MAGIC.length).equals(MAGIC)) throw new Error('Not sealed bytes');
  return aesGcm.decrypt(keyOf(keys, sealed.subarray(MAGIC.length, nonceAt).toString('hex')), sealed.subarray(nonceAt, bodyAt), sealed.subarray(bodyAt), context);
}

function keyOf(keys: FormerKeys, id: string): Buffer {
  const key = keys.get(id);
  if (!key) throw new Error(`No data key ${id}`);
  return key;
}
