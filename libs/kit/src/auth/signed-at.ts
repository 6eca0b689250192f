import { z } from 'zod';
import { receiptExpired, receiptInvalid, type Keys } from './keys.ts';

const Header = z.object({ alg: z.literal('EdDSA'), typ: z.string() });
const Claims = z.object({ iss: z.string(), iat: z.number(), exp: z.number(), data: z.unknown() });
const TOLERANCE_SECONDS = 5;

/**
 * What a token said that was good at `moment`, although it may have expired since: a command waits for its run, sometimes
 * longer than its sender's token or receipts live. Throws `receipt.invalid` or `receipt.expired` like `Keys.verify`.
 */
export function verifiedAt<T>(keys: Keys, type: string, issuer: string, schema: z.ZodType<T>, token: string, moment: Date): T {
  const [head, body, signature, ...rest] = token.split('.');
  if (head === undefined || body === undefined || signature === undefined || rest.length > 0) throw receiptInvalid();
  if (!keys.verifyBytes(issuer, `${head}.${body}`, signature)) throw receiptInvalid();
  const header = Header.safeParse(decoded(head));
  const claims = Claims.safeParse(decoded(body));
  if (!header.success || header.data.typ !== type || !claims.success || claims.data.iss !== issuer) throw receiptInvalid();
  const seconds = moment.getTime() / 1000;
  if (seconds > claims.data.exp + TOLERANCE_SECONDS) throw receiptExpired();
  if (seconds < claims.data.iat - TOLERANCE_SECONDS) throw receiptInvalid();
  const data = schema.safeParse(claims.data.data);
  if (!data.success) throw receiptInvalid();
  return data.data;
}

function decoded(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
  } catch {
    // Text that is no JSON is a token of nobody: the schemas refuse it.
    return undefined;
  }
}
