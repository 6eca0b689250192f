import { SessionClosed } from '@beian/contracts/identity/events';
import type { Keys } from '@beian/kit/auth/keys';
import type { Tx } from '@beian/kit/db/scope';
import { publish } from '@beian/kit/outbox/publish';
import { record } from '@beian/kit/records/record';

/** Ends every open session of an officer within the caller's transaction, each with its event and record. */
export async function closeSessions(tx: Tx, keys: Keys, account: string, bureau: number): Promise<void> {
  const closed = await tx.query<{ id: string }>(`update session set closed_at = now(), reason = 'revoked' where account = $1 and closed_at is null returning id`, [account]);
  for (const { id: session } of closed) {
    publish(tx, SessionClosed, session, { session, account, reason: 'revoked' });
    record(tx, keys, { action: 'session.close', outcome: 'done', target: { type: 'session', id: session }, bureau, after: { account, reason: 'revoked' } });
  }
}
