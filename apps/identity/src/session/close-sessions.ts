import { SessionClosed } from '@beian/contracts/identity/events';
import type { Keys } from '@beian/kit/auth/keys';
import type { Tx } from '@beian/kit/db/scope';
import { publish } from '@beian/kit/outbox/publish';
import { record } from '@beian/kit/records/record';

/** Which sessions of one account: one, or all but one; of the latter perhaps only those that one login of single sign-on opened. */
export type Which = { readonly only: string } | { readonly allBut: string | null; readonly signOn?: string };

/** Revokes open sessions of the account within the transaction, each with its event and record; returns how many there were. */
export async function revokeSessions(tx: Tx, keys: Keys, account: string, which: Which): Promise<number> {
  const only = 'only' in which ? which.only : null;
  const { allBut: spared, signOn = null } = 'allBut' in which ? which : { allBut: null };
  const closed = await tx.query<{ id: string }>(
    `update session set closed_at = now(), reason = 'revoked'
     where account = $1 and closed_at is null and ($2::uuid is null or id = $2) and id is distinct from $3::uuid and ($4::uuid is null or sign_on = $4) returning id`,
    [account, only, spared, signOn],
  );
  for (const { id } of closed) {
    publish(tx, SessionClosed, id, { session: id, account, reason: 'revoked' });
    record(tx, keys, { action: 'session.close', outcome: 'done', target: { type: 'session', id }, bureau: tx.principal.bureau, after: { reason: 'revoked' } });
  }
  return closed.length;
}
