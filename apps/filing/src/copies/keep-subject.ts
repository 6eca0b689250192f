import type { Tx } from '@beian/kit/db/scope';

const KEEP = `insert into subject_copy (subject, owner, revision, state, approved_revision) values ($1, $2, $3, $4, $5)
  on conflict (subject) do update set owner = excluded.owner, revision = excluded.revision, state = excluded.state,
    approved_revision = coalesce(excluded.approved_revision, subject_copy.approved_revision)`;

/** Where a subject stands, as its last event says. */
export async function keepSubject(tx: Tx, { subject, owner, revision }: { subject: string; owner: string; revision: number }, state: 'submitted' | 'approved' | 'returned'): Promise<void> {
  await tx.query(KEEP, [subject, owner, revision, state, state === 'approved' ? revision : null]);
}
