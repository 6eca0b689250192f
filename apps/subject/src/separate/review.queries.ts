import { Inject, Injectable } from '@nestjs/common';
import type { Principal } from '@beian/contracts/principal';
import type { ReviewItem, ReviewPage, ReviewQuery, ReviewView } from '@beian/contracts/subject/reviews';
import type { Keys } from '@beian/kit/auth/keys';
import { orErasedText } from '@beian/kit/crypto/erased';
import type { Sealer } from '@beian/kit/crypto/sealer';
import { inScope, type Tx } from '@beian/kit/db/scope';
import { attempt } from '@beian/kit/records/attempt';
import { DB_API, KEYS, SEALER } from '@beian/kit/service/tokens';
import { workingDaysLeft } from '@beian/rules/calendar/due-date';
import { maskName } from '@beian/rules/persons/masks';
import { OPEN_REVIEW_STAGES } from '@beian/rules/subject/review';
import type { DataSource } from 'typeorm';
import type { z } from 'zod';
import { found, hidden } from '../subject/found.ts';
import { SubjectRevisions } from '../subject/subject-revision.ts';
import { openReasons } from './reasons.ts';
import { offered } from './review.rules.ts';

interface Row {
  readonly id: string;
  readonly subject: string;
  readonly n: number;
  readonly revision: number;
  readonly replaces: number | null;
  readonly fields: string[];
  readonly version: number;
  readonly stage: ReviewItem['stage'];
  readonly type: string;
  readonly region: string;
  readonly unit_name: string | null;
  readonly name: string;
  readonly erased: boolean;
  readonly owner: string;
  readonly persons: string[];
  readonly bureau: number;
  readonly bureau_name: string;
  readonly holder: string | null;
  readonly submitted_at: Date;
  readonly due_on: string;
  readonly reasons: string | null;
}

const PAGE = 50;
const COLUMNS = `v.id, v.subject, v.n, v.revision, v.replaces, v.fields, v.version, v.stage, v.owner, v.persons, v.bureau, v.holder, v.submitted_at, v.due_on::text as due_on, v.reasons,
  coalesce(r.type, s.type) as type, coalesce(r.region, s.region) as region, coalesce(r.unit_name, s.unit_name) as unit_name, s.erased_at is not null as erased, r.name, coalesce(b.name, '') as bureau_name`;
const FROM = `from review v join subject s on s.id = v.subject join subject_revision r on r.subject = v.subject and r.revision = v.revision left join bureau_copy b on b.bureau = v.bureau`;
/** By due date, which follows the submission and so the id; what is decided, the last first. */
const LIST = {
  open: `select ${COLUMNS} ${FROM} where v.bureau = any($1) and v.stage in ('submitted', 'in_review') and s.erased_at is null and ($2::uuid is null or v.id > $2) order by v.id limit ${PAGE + 1}`,
  closed: `select ${COLUMNS} ${FROM} where v.bureau = any($1) and v.stage in ('approved', 'returned', 'withdrawn') and ($2::uuid is null or v.id < $2) order by v.id desc limit ${PAGE + 1}`,
} as const;

/** 主体审核, for officers (OPN-04). */
@Injectable()
export class ReviewQueries {
  constructor(
    @Inject(DB_API) private readonly db: DataSource,
    @Inject(KEYS) private readonly keys: Keys,
    @Inject(SEALER) private readonly sealer: Sealer,
    @Inject(SubjectRevisions) private readonly revisions: SubjectRevisions,
  ) {}

  /** Whether the caller's bureaus have or had reviews of subjects on their own. */
  async offered(caller: Principal): Promise<{ offered: boolean }> {
    const [row] = await inScope(this.db, caller, (tx) => tx.query<{ offered: boolean }>('select exists (select 1 from review where bureau = any($1)) as offered', [caller.scope]));
    return { offered: row?.offered === true };
  }

  async page(caller: Principal, { queue, after }: z.infer<typeof ReviewQuery>): Promise<ReviewPage> {
    const rows = await inScope(this.db, caller, (tx) => tx.query<Row & Record<string, unknown>>(LIST[queue], [caller.scope, after ?? null]));
    const shown = rows.slice(0, PAGE);
    return { items: await Promise.all(shown.map((row) => this.itemOf(row))), next: rows.length > PAGE ? (shown.at(-1)?.id ?? null) : null };
  }

  /** Where a review stands and what may be done; the form is read as a revision, each look recorded. */
  async view(caller: Principal, id: string): Promise<ReviewView> {
    const row = await attempt(this.db, caller, this.keys, { action: 'review.view', target: { type: 'review', id }, bureau: caller.bureau }, () => found(this.db, caller, (tx) => find(tx, id)));
    const actions = row.erased ? [] : offered(caller, row);
    const mayReveal = !row.erased && row.stage === 'in_review' && row.holder === caller.account && row.bureau === caller.bureau;
    return { ...(await this.itemOf(row)), fields: row.fields, actions, reasons: await openReasons(this.sealer, id, row.reasons), mayReveal };
  }

  private async itemOf(row: Row): Promise<ReviewItem> {
    const { id, subject, n, revision, replaces, version, stage, type, region, bureau, bureau_name: bureauName, holder, submitted_at: submittedAt, due_on: dueOn } = row;
    const name = row.unit_name ?? (await orErasedText(this.revisions.openName(subject, revision, row.name).then(maskName)));
    const left = OPEN_REVIEW_STAGES.includes(stage) ? workingDaysLeft(dueOn, new Date()) : null;
    return { review: id, subject, n, revision, replaces, version, stage, name, type, region, bureau, bureauName, holder, submittedAt: submittedAt.toISOString(), dueOn, workingDaysLeft: left };
  }
}

async function find(tx: Tx, id: string): Promise<Row | 'own' | undefined> {
  const [row] = await tx.query<Row & Record<string, unknown>>(`select ${COLUMNS} ${FROM} where v.id = $1 and v.bureau = any($2)`, [id, tx.principal.scope]);
  return row ?? hidden(tx, 'review', id);
}
