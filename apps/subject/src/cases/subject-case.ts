import type { Tx } from '@beian/kit/db/scope';

/** A bureau that holds a case with the subject; `owner` null while only the filing service's command says so. */
export interface SubjectCase {
  readonly subject: string;
  readonly bureau: number;
  readonly filing: string;
  readonly owner: string | null;
}

const CASE = 'insert into subject_case (subject, bureau, filing, owner) values ($1, $2, $3, $4) on conflict do nothing';

/**
 * As the filing service's event says: the bureau sees the subject, and the one that had the filing before no longer. A
 * subject that does not exist, or is not the owner's, violates a foreign key.
 */
export async function addCase(tx: Tx, { subject, bureau, filing, owner }: SubjectCase): Promise<void> {
  await tx.query(CASE, [subject, bureau, filing, owner]);
  await tx.query('insert into filing_bureau (filing, bureau) values ($1, $2) on conflict (filing) do update set bureau = excluded.bureau', [filing, bureau]);
}

/** As a command says, which may be here before the event, or come again after a later transfer: it moves nothing. */
export async function expectCase(tx: Tx, { subject, bureau, filing, owner }: SubjectCase): Promise<void> {
  await tx.query(CASE, [subject, bureau, filing, owner]);
  await tx.query('insert into filing_bureau (filing, bureau) values ($1, $2) on conflict (filing) do nothing', [filing, bureau]);
}
