import { Inject, Injectable } from '@nestjs/common';
import type { Principal } from '@beian/contracts/principal';
import type { SubjectView } from '@beian/contracts/subject/api';
import type { Keys } from '@beian/kit/auth/keys';
import { inScope } from '@beian/kit/db/scope';
import { notFound } from '@beian/kit/errors/domain-error';
import { attempt } from '@beian/kit/records/attempt';
import { record } from '@beian/kit/records/record';
import { DB_API, KEYS } from '@beian/kit/service/tokens';
import type { DataSource } from 'typeorm';
import { SubjectRevisions } from '../subject/subject-revision.ts';
import { viewOf, type ViewRow } from '../subject/subject-view.ts';
import { ownCase } from '../subject/subject.errors.ts';

interface RevisionRow extends ViewRow {
  readonly owner: string;
  readonly data: string;
  readonly persons: string[];
  readonly warnings: SubjectView['warnings'];
  /** The filing under which the officer's bureaus know the subject, when it is one only. */
  readonly filing: string | null;
}

// An older revision was returned, or corrected before anybody decided; either way it is not the one in force.
const REVISION = `select s.owner, r.revision, r.submitted_at, r.data, r.persons, r.warnings,
    case when r.revision = s.revision then s.state when r.revision = s.approved_revision then 'approved' else 'returned' end as state,
    (select case when count(distinct c.filing) = 1 then min(c.filing::text) end from subject_case c join filing_bureau b on b.filing = c.filing where c.subject = s.id and b.bureau = any($3)) as filing
  from subject s join subject_revision r on r.subject = s.id
  where s.id = $1 and r.revision = $2 and exists (select 1 from subject_case c join filing_bureau b on b.filing = c.filing where c.subject = s.id and b.bureau = any($3))`;

/** What the competent officer sees of a subject: all of it, and each look is recorded before anything is decrypted. */
@Injectable()
export class ReviewService {
  constructor(
    @Inject(DB_API) private readonly db: DataSource,
    @Inject(KEYS) private readonly keys: Keys,
    @Inject(SubjectRevisions) private readonly revisions: SubjectRevisions,
  ) {}

  async reveal(caller: Principal, id: string, revision: number): Promise<SubjectView> {
    const reveal = { action: 'subject.reveal', target: { type: 'subject', id }, bureau: caller.bureau };
    const row = await attempt(this.db, caller, this.keys, reveal, async () => {
      // A refusal is thrown after the transaction: one that fails costs its connection.
      const found = await inScope(this.db, caller, async (tx) => {
        const [one] = await tx.query<RevisionRow>(REVISION, [id, revision, caller.scope]);
        if (one && !isOwn(one, caller)) record(tx, this.keys, { ...reveal, outcome: 'done', filing: one.filing, ground: 'review', after: { revision } });
        return one;
      });
      if (!found) throw notFound();
      if (isOwn(found, caller)) throw ownCase();
      return found;
    });
    return viewOf(id, row, await this.revisions.open(id, revision, row.data), row.warnings);
  }
}

/** S4: by account, or by the certificate of a person named in the revision. */
function isOwn(row: RevisionRow, caller: Principal): boolean {
  return row.owner === caller.account || (caller.person !== null && row.persons.includes(caller.person));
}
