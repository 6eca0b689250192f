import type { Tx } from '@beian/kit/db/scope';

/** An application as its events name it. */
export interface ApplicationCase {
  readonly bureau: number;
  readonly filing: string;
  readonly owner: string;
  readonly subject: string;
  readonly uploads: readonly string[];
  readonly persons?: readonly string[] | undefined;
}

/** A subject's revision as its event names it. */
export interface SubjectPictures {
  readonly subject: string;
  readonly revision: number;
  readonly owner: string;
  readonly persons: readonly string[];
  readonly uploads: readonly string[];
}

/**
 * Lets the bureau see the application's pictures and its subject's, and the one that had the filing before no longer: a
 * filing's events come in order, so the last one says where it is. Another's upload violates a foreign key.
 */
export async function openToBureau(tx: Tx, { bureau, filing, owner, subject, uploads, persons = [] }: ApplicationCase): Promise<void> {
  await tx.query('insert into filing_bureau (filing, bureau) values ($1, $2) on conflict (filing) do update set bureau = excluded.bureau', [filing, bureau]);
  await tx.query(
    `with subject_opened as (insert into subject_case (subject, bureau, filing, owner) values ($1, $2, $3, $4) on conflict do nothing)
     insert into upload_case (upload, bureau, filing, owner, persons) select distinct upload, $2::int, $3::uuid, $4::uuid, $6::text[] from unnest($5::uuid[]) upload on conflict do nothing`,
    [subject, bureau, filing, owner, uploads, [...new Set(persons)].sort()],
  );
}

/** Which pictures a subject's revision has, for whichever bureaus get a case with it. */
export async function tellSubjectUploads(tx: Tx, { subject, revision, owner, persons, uploads }: SubjectPictures): Promise<void> {
  await tx.query(
    `insert into subject_upload (subject, revision, upload, owner, persons) select distinct $1::uuid, $2::int, upload, $3::uuid, $4::text[] from unnest($5::uuid[]) upload on conflict do nothing`,
    [subject, revision, owner, persons, uploads],
  );
}
