import { SignOnUnlinked } from '@beian/contracts/identity/events';
import type { Keys } from '@beian/kit/auth/keys';
import type { Tx } from '@beian/kit/db/scope';
import { updateVersioned } from '@beian/kit/db/versioned';
import { publish } from '@beian/kit/outbox/publish';
import { record, type RecordEntry } from '@beian/kit/records/record';
import { SignOn } from './sign-on.entity.ts';

/** Takes one login of single sign-on from its account within the caller's transaction, with event and record. */
export async function unlink(tx: Tx, keys: Keys, account: string, { id, provider }: Pick<SignOn, 'id' | 'provider'>, why: Pick<RecordEntry, 'bureau' | 'ground'>): Promise<void> {
  await updateVersioned(tx, SignOn, id, { unlinkedAt: new Date() }, { action: 'sign_on.unlink' });
  publish(tx, SignOnUnlinked, id, { signOn: id, account, provider });
  record(tx, keys, { action: 'sign_on.unlink', outcome: 'done', target: { type: 'sign_on', id }, ...why, before: { account, provider } });
}
