import { isSuiteName, SUITES, SUITE_NAMES, type SuiteName } from './suite.ts';

/** What a sealed value consists of, in both of its forms. */
export interface SealedParts {
  readonly suite: SuiteName;
  /** A UUID. */
  readonly keyId: string;
  readonly nonce: Buffer;
  readonly body: Buffer;
}

/** Mark of the binary form, so that a file is never mistaken for its ciphertext. */
const MAGIC = Buffer.from('BSv2');
const ID_BYTES = 16;
const HEAD_BYTES = MAGIC.length + 1 + ID_BYTES;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** `v2.<suite>.<key id>.<nonce>.<body>`, the last two as base64url. */
export function textOf({ suite, keyId, nonce, body }: SealedParts): string {
  return ['v2', suite, keyId, nonce.toString('base64url'), body.toString('base64url')].join('.');
}

/** Throws on what is no sealed text. */
export function partsOfText(sealed: string): SealedParts {
  const [version, suite, keyId, nonce, body, ...rest] = sealed.split('.');
  if (version !== 'v2' || !isSuiteName(suite) || !UUID.test(keyId ?? '') || !keyId || !nonce || !body || rest.length > 0) throw new Error('Not a sealed value');
  return { suite, keyId, nonce: exact(nonce), body: exact(body) };
}

/** Mark, suite, key id, nonce, body. */
export function bytesOf({ suite, keyId, nonce, body }: SealedParts): Buffer {
  return Buffer.concat([MAGIC, Buffer.from([SUITE_NAMES.indexOf(suite)]), Buffer.from(keyId.replaceAll('-', ''), 'hex'), nonce, body]);
}

/** Undefined for bytes of another form; throws on what is cut short. */
export function partsOfBytes(sealed: Buffer): SealedParts | undefined {
  if (!sealed.subarray(0, MAGIC.length).equals(MAGIC)) return undefined;
  const suite = SUITE_NAMES[sealed[MAGIC.length] ?? -1];
  if (suite === undefined || sealed.length < HEAD_BYTES + SUITES[suite].nonceBytes + SUITES[suite].tagBytes) throw new Error('Not sealed bytes');
  const hex = sealed.subarray(MAGIC.length + 1, HEAD_BYTES).toString('hex');
  const keyId = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
  const nonceEnd = HEAD_BYTES + SUITES[suite].nonceBytes;
  return { suite, keyId, nonce: sealed.subarray(HEAD_BYTES, nonceEnd), body: sealed.subarray(nonceEnd) };
}

/** Decoding forgives characters that are none of base64url's, so several texts would stand for one value. */
function exact(text: string): Buffer {
  const bytes = Buffer.from(text, 'base64url');
  if (bytes.toString('base64url') !== text) throw new Error('Not a sealed value');
  return bytes;
}
