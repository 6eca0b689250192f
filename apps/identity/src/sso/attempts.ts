import { createHash, randomBytes } from 'node:crypto';
import type { SignOnProvider, SignOnPurpose } from '@beian/contracts/identity/sign-on';
import type { Sealer } from '@beian/kit/crypto/sealer';
import type { Tx } from '@beian/kit/db/scope';
import { newId } from '@beian/kit/http/uuid';
import type { ProvenPerson } from './claims.rules.ts';
import { ATTEMPT_MINUTES } from './sign-on-cookie.ts';

/** A sign-on under way. Of state and cookie only hashes are stored, the verifier is sealed. */
export interface Attempt {
  readonly id: string;
  readonly provider: SignOnProvider;
  readonly purpose: SignOnPurpose;
  readonly account: string | null;
  readonly session: string | null;
  readonly back: string | null;
  readonly nonce: string;
  readonly verifier: string;
}

export interface NewAttempt extends Omit<Attempt, 'id'> {
  readonly state: string;
  readonly browser: string;
}

/** 256 random bits for whatever must not be guessed. */
export const newSecret = (): string => randomBytes(32).toString('base64url');
const hash = (secret: string): string => createHash('sha256').update(secret).digest('hex');
const verifierContext = (id: string): string => `sign_on_attempt:${id}:verifier`;
const claimsContext = (id: string): string => `sign_on_attempt:${id}:claims`;

export async function keepAttempt(tx: Tx, sealer: Sealer, attempt: NewAttempt): Promise<void> {
  const id = newId();
  await tx.query(`delete from sign_on_attempt where expires_at < now() - interval '1 hour'`);
  await tx.query(
    `insert into sign_on_attempt (id, state, browser, provider, purpose, account, session, back, nonce, verifier, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, now() + $11::interval)`,
    [id, hash(attempt.state), hash(attempt.browser), attempt.provider, attempt.purpose, attempt.account, attempt.session, attempt.back, attempt.nonce, await sealer.seal(attempt.verifier, verifierContext(id)), `${ATTEMPT_MINUTES} minutes`],
  );
}

/**
 * Takes the attempt that an answer belongs to, once: the state must be of this provider and this very browser (abuse 34).
 * What is wrong is told apart only as far as the person who began it needs.
 */
export async function takeAttempt(tx: Tx, sealer: Sealer, asked: { provider: SignOnProvider; state: string; browser: string }): Promise<Attempt | 'late' | 'used' | 'unknown'> {
  const key = [hash(asked.state), hash(asked.browser), asked.provider];
  const [row] = await tx.query<Attempt & { late: boolean }>(
    `update sign_on_attempt set used_at = now() where state = $1 and browser = $2 and provider = $3 and used_at is null
     returning id, provider, purpose, account, session, back, nonce, verifier, expires_at <= now() as late`,
    key,
  );
  if (row) return row.late ? 'late' : { ...row, verifier: await sealer.open(row.verifier, verifierContext(row.id)) };
  const used = await tx.query('select 1 from sign_on_attempt where state = $1 and browser = $2 and provider = $3', key);
  return used.length > 0 ? 'used' : 'unknown';
}

/** Keeps who was proven until the person has chosen; only the same browser gets it back. */
export async function keepPending(tx: Tx, sealer: Sealer, attempt: Attempt, person: ProvenPerson): Promise<void> {
  await tx.query('update sign_on_attempt set claims = $2 where id = $1', [attempt.id, await sealer.seal(JSON.stringify(person), claimsContext(attempt.id))]);
}

/** Takes it, once; undefined when it is over or another browser's. */
export async function takePending(tx: Tx, sealer: Sealer, browser: string): Promise<{ attempt: Pick<Attempt, 'provider' | 'back'>; person: ProvenPerson } | undefined> {
  const [row] = await tx.query<{ id: string; provider: SignOnProvider; back: string | null; claims: string }>(
    `with taken as (select id, claims from sign_on_attempt where browser = $1 and claims is not null and expires_at > now() order by begun_at desc limit 1 for update)
     update sign_on_attempt a set claims = null from taken where a.id = taken.id returning a.id, a.provider, a.back, taken.claims`,
    [hash(browser)],
  );
  return row && { attempt: row, person: JSON.parse(await sealer.open(row.claims, claimsContext(row.id))) as ProvenPerson };
}
