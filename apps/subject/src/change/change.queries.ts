import { Inject, Injectable } from '@nestjs/common';
import type { Principal } from '@beian/contracts/principal';
import type { SubjectChange, SubjectChangeView } from '@beian/contracts/subject/api';
import type { Keys } from '@beian/kit/auth/keys';
import type { Sealer } from '@beian/kit/crypto/sealer';
import { inScope } from '@beian/kit/db/scope';
import { notFound } from '@beian/kit/errors/domain-error';
import { attempt } from '@beian/kit/records/attempt';
import { DB_API, KEYS, SEALER } from '@beian/kit/service/tokens';
import type { DataSource } from 'typeorm';
import { openReasons } from '../separate/reasons.ts';
import { SubjectRevisions } from '../subject/subject-revision.ts';
import { subjectErased } from '../subject/subject.errors.ts';
import { changeViewOf, type ChangeRow } from './change-view.ts';

interface PendingRow extends ChangeRow {
  readonly review: string;
  readonly reasons: string | null;
  readonly data: string;
  readonly erased: boolean;
}
interface ApprovedRow {
  readonly revision: number;
  readonly replaces: number;
  readonly fields: string[];
  readonly decided_at: Date;
}

/** The last round of the change that would replace what is in force. */
const CHANGE = `select v.id as review, v.revision, v.replaces, v.stage, v.due_on::text as due_on, v.fields, v.reasons, r.submitted_at, r.data, r.warnings, s.erased_at is not null as erased
  from subject s join lateral (select * from review o where o.subject = s.id and o.replaces = s.revision order by o.n desc limit 1) v on v.stage <> 'withdrawn' join subject_revision r on r.subject = s.id and r.revision = v.revision
  where s.id = $1 and s.owner = $2`;
const APPROVED = `select v.revision, v.replaces, v.fields, v.decided_at from review v
  where v.subject = $1 and v.owner = $2 and v.replaces is not null and v.stage = 'approved' order by v.n desc limit 100`;

/** What an owner reads of changes of a subject (OPN-07). */
@Injectable()
export class ChangeQueries {
  constructor(
    @Inject(DB_API) private readonly db: DataSource,
    @Inject(KEYS) private readonly keys: Keys,
    @Inject(SEALER) private readonly sealer: Sealer,
    @Inject(SubjectRevisions) private readonly revisions: SubjectRevisions,
  ) {}

  /** The change under review, or returned, in clear; 404 where there is none, and the try recorded. */
  async pending(caller: Principal, subject: string): Promise<SubjectChangeView> {
    const row = await attempt(this.db, caller, this.keys, { action: 'subject_change.read', target: { type: 'subject', id: subject } }, async () => {
      const [found] = await inScope(this.db, caller, (tx) => tx.query<PendingRow & Record<string, unknown>>(CHANGE, [subject, caller.account]));
      if (found === undefined) throw notFound();
      if (found.erased) throw subjectErased();
      return found;
    });
    const [data, reasons] = await Promise.all([this.revisions.open(subject, row.revision, row.data), openReasons(this.sealer, row.review, row.reasons)]);
    return changeViewOf(subject, row, data, reasons);
  }

  /** What was approved, newest first; another's subject is 404, and the try recorded. */
  async approved(caller: Principal, subject: string): Promise<SubjectChange[]> {
    const rows = await attempt(this.db, caller, this.keys, { action: 'subject_change.read', target: { type: 'subject', id: subject } }, async () => {
      const found = await inScope(this.db, caller, async (tx) => {
        const own = await tx.query('select 1 from subject where id = $1 and owner = $2', [subject, caller.account]);
        return own.length === 0 ? undefined : tx.query<ApprovedRow & Record<string, unknown>>(APPROVED, [subject, caller.account]);
      });
      if (found === undefined) throw notFound();
      return found;
    });
    return rows.map(({ revision, replaces, fields, decided_at: decidedAt }) => ({ revision, replaces, fields, decidedAt: decidedAt.toISOString() }));
  }
}
