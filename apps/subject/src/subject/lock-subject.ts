import type { Tx } from '@beian/kit/db/scope';
import { subjectErased } from './subject.errors.ts';

/**
 * The owner's subject by `read` ($1 subject, $2 owner), under its lock; undefined where there is none, 410 once it is erased. Locked by a
 * statement of its own: one that waits for the lock reads what it joins as it was before.
 */
export async function lockSubject<T extends { readonly erased: boolean }>(tx: Tx, read: string, subject: string, owner: string): Promise<T | undefined> {
  await tx.query('select 1 from subject where id = $1 and owner = $2 for update', [subject, owner]);
  const [present] = await tx.query<T & Record<string, unknown>>(read, [subject, owner]);
  if (present?.erased === true) throw subjectErased();
  return present;
}
