import type { Tx } from '@beian/kit/db/scope';

/** What one login is counted under: keyed indexes of the name as typed and of the address. */
export interface AttemptKeys {
  readonly account: string;
  readonly address: string;
}

export interface AttemptLimits {
  readonly account: number;
  readonly address: number;
}

export type Reservation = 'reserved' | 'locked' | 'busy';

/** OPN-05. Failures are forgotten this long after the last one. */
const LOCK = `interval '15 minutes'`;
/** A login that never came to its end (a crash) frees its try again. */
const PENDING = `interval '30 seconds'`;

const FORGOTTEN = `coalesce(a.failed_at < now() - ${LOCK}, true)`;
const FAILURES = `case when ${FORGOTTEN} then 0 else a.failures end`;
const STALE = `coalesce(a.pending_at < now() - ${PENDING}, true)`;
const WAITING = `case when ${STALE} then 0 else a.pending end`;

/**
 * Takes one try before the password is looked at, so that 200 guesses at once are five guesses (abuse 13). Addresses
 * first, everywhere: two logins never wait for each other crosswise.
 */
export async function reserveAttempt(tx: Tx, keys: AttemptKeys, limits: AttemptLimits): Promise<Reservation> {
  const first = await reserve(tx, 'address', keys.address, limits.address);
  if (first !== 'reserved') return first;
  const second = await reserve(tx, 'account', keys.account, limits.account);
  if (second !== 'reserved') await giveBack(tx, 'address', keys.address);
  return second;
}

/** Counts the try as failed. */
export async function failAttempt(tx: Tx, keys: AttemptKeys): Promise<void> {
  for (const kind of ['address', 'account'] as const) {
    await tx.query(
      `update login_attempt a set failures = ${FAILURES} + 1, failed_at = now(), pending = greatest(a.pending - 1, 0) where kind = $1 and key = $2`,
      [kind, keys[kind]],
    );
  }
}

/** The right password clears the account's failures; the address keeps its own, or an attacker's own account would clear them. */
export async function passAttempt(tx: Tx, keys: AttemptKeys): Promise<void> {
  await giveBack(tx, 'address', keys.address);
  await tx.query(`update login_attempt set failures = 0, pending = greatest(pending - 1, 0) where kind = 'account' and key = $1`, [keys.account]);
}

/** Drops what says nothing any more. */
export async function forgetAttempts(tx: Tx): Promise<void> {
  await tx.query(`delete from login_attempt a where ${FORGOTTEN} and ${STALE}`);
}

async function reserve(tx: Tx, kind: keyof AttemptKeys, key: string, limit: number): Promise<Reservation> {
  const taken = await tx.query(
    `insert into login_attempt as a (kind, key, pending, pending_at) values ($1, $2, 1, now())
     on conflict (kind, key) do update set failures = ${FAILURES}, pending = ${WAITING} + 1, pending_at = now()
     where ${FAILURES} + ${WAITING} < $3 returning 1 as one`,
    [kind, key, limit],
  );
  if (taken.length > 0) return 'reserved';
  const [row] = await tx.query<{ locked: boolean }>(`select ${FAILURES} >= $3 as locked from login_attempt a where kind = $1 and key = $2`, [kind, key, limit]);
  return row?.locked ? 'locked' : 'busy';
}

async function giveBack(tx: Tx, kind: keyof AttemptKeys, key: string): Promise<void> {
  await tx.query('update login_attempt set pending = greatest(pending - 1, 0) where kind = $1 and key = $2', [kind, key]);
}
