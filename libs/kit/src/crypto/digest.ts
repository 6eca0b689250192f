import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';

/** SHA-256 in lower-case hex; text is taken as UTF-8. */
export function sha256(value: string | Buffer): string {
  return createHash('sha256').update(value).digest('hex');
}

/** RFC 8785 canonical JSON; throws on what JSON cannot hold. */
export function canonicalJson(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('The value has no canonical JSON form');
  return text;
}

/** SHA-256 of the canonical JSON: equal for equal objects, whatever the order of their keys. */
export function canonicalDigest(value: unknown): string {
  return sha256(canonicalJson(value));
}
