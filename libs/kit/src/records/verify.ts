import { createHash } from 'node:crypto';
import { AuditRecord, type SignedRecord } from '@beian/contracts/record';
import canonicalize from 'canonicalize';

/** What verifies a service's signatures; `Keys` of auth/keys is one. */
export interface Verifier {
  verifyBytes(issuer: string, bytes: Uint8Array, signature: string): boolean;
}

/** Why a record is not what its service signed. */
export type RecordFault = 'malformed' | 'not_canonical' | 'digest' | 'signature';

export type Verdict = { readonly record: AuditRecord; readonly fault?: undefined } | { readonly record?: undefined; readonly fault: RecordFault };

/** Checks form, digest and signature of a record, and answers with its content or with the first fault. */
export function verifyRecord(verifier: Verifier, signed: SignedRecord): Verdict {
  const parsed = AuditRecord.safeParse(parseJson(signed.canonical));
  if (!parsed.success) return { fault: 'malformed' };
  if (canonicalize(parsed.data) !== signed.canonical) return { fault: 'not_canonical' };
  const bytes = Buffer.from(signed.canonical, 'utf8');
  if (createHash('sha256').update(bytes).digest('hex') !== signed.digest) return { fault: 'digest' };
  // Decoding forgives characters that are none of base64url's, so several texts would stand for one signature.
  if (Buffer.from(signed.signature, 'base64url').toString('base64url') !== signed.signature) return { fault: 'signature' };
  return verifier.verifyBytes(parsed.data.service, bytes, signed.signature) ? { record: parsed.data } : { fault: 'signature' };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
