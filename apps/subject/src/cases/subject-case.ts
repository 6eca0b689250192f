import type { Tx } from '@beian/kit/db/scope';

/** A bureau that holds a case with the subject; `owner` null while only the filing service's command says so. */
export interface SubjectCase {
  readonly subject: string;
  readonly bureau: number;
  readonly filing: string;
  readonly owner: string | null;
}

/** Lets the bureau see the subject, for good. A subject that does not exist, or is not the owner's, violates a foreign key. */
export async function addCase(tx: Tx, { subject, bureau, filing, owner }: SubjectCase): Promise<void> {
  await tx.query('insert into subject_case (subject, bureau, filing, owner) values ($1, $2, $3, $4) on conflict do nothing', [subject, bureau, filing, owner]);
}
