import type { Tx } from '@beian/kit/db/scope';

/**
 * What one login is counted under: keyed indexes of the name as typed and of the address. Five wrong passwords lock the
 * name for the address that they came from, not for everybody: otherwise whoever knows an officer's name could keep the
 * officer out. Many addresses together are bounded by a count of their own, which does not bind an address where the
 * account was opened before.
 */
export interface AttemptKeys {
  readonly account: string;
  readonly address: string;
  /** Whether the account was opened from this address before. */
  readonly known: boolean;
}

export interface AttemptLimits {
  readonly pair: number;
  readonly account: number;
  readonly address: number;
}

type Kind = 'address' | 'pair' | 'account';

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
  const taken: Kind[] = [];
  for (const kind of kindsOf(keys)) {
    const reservation = await reserve(tx, kind, keyOf(keys, kind), limits[kind]);
    if (reservation !== 'reserved') {
      for (const earlier of taken) await giveBack(tx, earlier, keyOf(keys, earlier));
      return reservation;
    }
    taken.push(kind);
  }
  return 'reserved';
}

/** Counts the try as failed. */
export async function failAttempt(tx: Tx, keys: AttemptKeys): Promise<void> {
  for (const kind of kindsOf(keys)) {
    await tx.query(
      `update login_attempt a set failures = ${FAILURES} + 1, failed_at = now(), pending = greatest(a.pending - 1, 0) where kind = $1 and key = $2`,
      [kind, keyOf(keys, kind)],
    );
  }
}

/** The right password clears what this address got wrong about this account; the other counts stay, or an attacker's own account would clear them. */
export async function passAttempt(tx: Tx, keys: AttemptKeys): Promise<void> {
  for (const kind of kindsOf(keys)) await giveBack(tx, kind, keyOf(keys, kind));
  await tx.query(`update login_attempt set failures = 0 where kind = 'pair' and key = $1`, [keyOf(keys, 'pair')]);
}

/** Every lock of an account ends: its holder has proven the mobile. */
export async function unlockAttempts(tx: Tx, account: string): Promise<void> {
  await tx.query(`delete from login_attempt where (kind = 'account' and key = $1) or (kind = 'pair' and starts_with(key, $2))`, [account, `${account}:`]);
}

/** Whether the account was opened from this address before. */
export async function isKnownAddress(tx: Tx, account: string | undefined, address: string): Promise<boolean> {
  const found = await tx.query('select 1 from known_address where account = $1 and address = $2', [account ?? null, address]);
  return found.length > 0;
}

export async function rememberAddress(tx: Tx, account: string, address: string): Promise<void> {
  await tx.query('insert into known_address (account, address, seen_at) values ($1, $2, now()) on conflict (account, address) do update set seen_at = now()', [account, address]);
}

/** Drops what says nothing any more. */
export async function forgetAttempts(tx: Tx): Promise<void> {
  await tx.query(`delete from login_attempt a where ${FORGOTTEN} and ${STALE}`);
}

function kindsOf({ known }: AttemptKeys): Kind[] {
  return known ? ['address', 'pair'] : ['address', 'pair', 'account'];
}

function keyOf({ account, address }: AttemptKeys, kind: Kind): string {
  return { account, address, pair: `${account}:${address}` }[kind];
}

async function reserve(tx: Tx, kind: Kind, key: string, limit: number): Promise<Reservation> {
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

async function giveBack(tx: Tx, kind: Kind, key: string): Promise<void> {
  await tx.query('update login_attempt set pending = greatest(pending - 1, 0) where kind = $1 and key = $2', [kind, key]);
}
