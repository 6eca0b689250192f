import type { Tx } from '@beian/kit/db/scope';
import type { IdentityEnvironment } from '../config.ts';
import { RESEND_SECONDS } from './code.rules.ts';

/** Whom one sending is counted under: keyed indexes of the normalised number or mailbox and of the address; the session. */
export interface QuotaKeys {
  readonly recipient: string;
  readonly address: string;
  readonly session: string | null;
}

export type QuotaLimits = Pick<IdentityEnvironment, 'CODES_PER_ADDRESS' | 'CODES_PER_SESSION' | 'CODES_PER_NUMBER_HOUR' | 'CODES_PER_NUMBER_DAY' | 'CODES_PER_HOUR'>;

interface Window {
  readonly scope: 'address' | 'session' | 'number_gap' | 'number_hour' | 'number_day' | 'platform';
  readonly key: string;
  readonly seconds: number;
  readonly limit: number;
}

const HOUR = 3_600;
const DAY = 86_400;

/**
 * Takes one sending out of every limit, or of none but the asker's own: whoever is over a limit of another's number has
 * still asked, and the number keeps what it had. Always in the same order, so that askers never wait for each other crosswise.
 */
export async function takeQuota(tx: Tx, keys: QuotaKeys, limits: QuotaLimits): Promise<boolean> {
  const asker: Window[] = [{ scope: 'address', key: keys.address, seconds: HOUR, limit: limits.CODES_PER_ADDRESS }];
  if (keys.session !== null) asker.push({ scope: 'session', key: keys.session, seconds: HOUR, limit: limits.CODES_PER_SESSION });
  if (!(await takeAll(tx, asker))) return false;
  await tx.query('savepoint quota');
  const taken = await takeAll(tx, [
    { scope: 'number_gap', key: keys.recipient, seconds: RESEND_SECONDS, limit: 1 },
    { scope: 'number_hour', key: keys.recipient, seconds: HOUR, limit: limits.CODES_PER_NUMBER_HOUR },
    { scope: 'number_day', key: keys.recipient, seconds: DAY, limit: limits.CODES_PER_NUMBER_DAY },
    { scope: 'platform', key: '', seconds: HOUR, limit: limits.CODES_PER_HOUR },
  ]);
  if (!taken) await tx.query('rollback to savepoint quota');
  return taken;
}

async function takeAll(tx: Tx, windows: readonly Window[]): Promise<boolean> {
  for (const window of windows) if (!(await take(tx, window))) return false;
  return true;
}

/** A window begins with its first sending; what comes at once waits for the row and finds it counted. */
async function take(tx: Tx, { scope, key, seconds, limit }: Window): Promise<boolean> {
  const over = `q.since <= now() - make_interval(secs => $3)`;
  const taken = await tx.query(
    `insert into code_quota as q (scope, key, sent, since) values ($1, $2, 1, now())
     on conflict (scope, key) do update set sent = case when ${over} then 1 else q.sent + 1 end, since = case when ${over} then now() else q.since end
     where ${over} or q.sent < $4 returning 1 as one`,
    [scope, key, seconds, limit],
  );
  return taken.length > 0;
}

/** Drops what limits and proves nothing any more. */
export async function forgetCodes(tx: Tx): Promise<void> {
  await tx.query(`delete from one_time_code where created_at < now() - interval '1 day'`);
  await tx.query(`delete from code_quota where since < now() - interval '1 day'`);
  await tx.query(`delete from known_address where seen_at < now() - interval '90 days' or exists (select 1 from account a where a.id = known_address.account and a.erased_at is not null)`);
}
