import type { Sealer } from '@beian/kit/crypto/sealer';
import type { Tx } from '@beian/kit/db/scope';
import { newRecoveryCode, RECOVERY_CODES, stepOfCode } from './one-time-code.ts';

const secretContext = (account: string): string => `second_factor:${account}:secret`;
const recoveryIndex = (sealer: Sealer, account: string, code: string): string => sealer.index('recovery-code', `${account}\0${code}`);

export type FactorState = 'none' | 'begun' | 'enrolled';

export async function stateOf(tx: Tx, account: string): Promise<FactorState> {
  const [row] = await tx.query<{ enrolled: boolean }>('select enrolled_at is not null as enrolled from second_factor where account = $1', [account]);
  return row === undefined ? 'none' : row.enrolled ? 'enrolled' : 'begun';
}

/** Keeps a secret that its authenticator has yet to prove; one that is enrolled stays, and the answer is false. */
export async function begin(tx: Tx, sealer: Sealer, account: string, secret: string): Promise<boolean> {
  const kept = await tx.query(
    `insert into second_factor (account, secret) values ($1, $2)
     on conflict (account) do update set secret = excluded.secret, begun_at = now(), last_step = 0 where second_factor.enrolled_at is null returning account`,
    [account, await sealer.seal(secret, secretContext(account))],
  );
  return kept.length > 0;
}

/** Uses a code once, under the row's lock, so that of fifty equal codes at once one counts. `enrolled`: whether the factor must be. */
export async function useCode(tx: Tx, sealer: Sealer, account: string, code: string, enrolled: boolean): Promise<'totp' | 'recovery' | undefined> {
  const [row] = await tx.query<{ secret: string; last_step: string }>(
    'select secret, last_step from second_factor where account = $1 and (enrolled_at is not null) = $2 for update', [account, enrolled]);
  if (!row) return undefined;
  if (!/^\d{6}$/.test(code)) return enrolled ? useRecoveryCode(tx, sealer, account, code) : undefined;
  const step = stepOfCode(await sealer.open(row.secret, secretContext(account)), code, Number(row.last_step));
  if (step === undefined) return undefined;
  await tx.query('update second_factor set last_step = $2, enrolled_at = coalesce(enrolled_at, now()) where account = $1', [account, step]);
  return 'totp';
}

async function useRecoveryCode(tx: Tx, sealer: Sealer, account: string, code: string): Promise<'recovery' | undefined> {
  const used = await tx.query('update recovery_code set used_at = now() where account = $1 and code = $2 and used_at is null returning code', [account, recoveryIndex(sealer, account, code)]);
  return used.length > 0 ? 'recovery' : undefined;
}

/** New recovery codes in place of all earlier ones; only their keyed hashes are stored. */
export async function renewRecoveryCodes(tx: Tx, sealer: Sealer, account: string): Promise<string[]> {
  const codes = Array.from({ length: RECOVERY_CODES }, newRecoveryCode);
  await tx.query('delete from recovery_code where account = $1', [account]);
  await tx.query('insert into recovery_code (account, code) select $1, unnest($2::text[])', [account, codes.map((code) => recoveryIndex(sealer, account, code))]);
  return codes;
}

/** Takes the factor away; false when there was none, or it is not the caller's to take. */
export async function remove(tx: Tx, account: string): Promise<boolean> {
  await tx.query('delete from recovery_code where account = $1', [account]);
  return (await tx.query('delete from second_factor where account = $1 returning account', [account])).length > 0;
}

/** The sample province's factor, which its file says openly; an officer's own is never touched. */
export async function seedFactor(tx: Tx, sealer: Sealer, account: string, secret: string): Promise<void> {
  await tx.query('insert into second_factor (account, secret, enrolled_at) values ($1, $2, now()) on conflict (account) do nothing', [account, await sealer.seal(secret, secretContext(account))]);
}
