import { Inject, Injectable } from '@nestjs/common';
import type { Principal } from '@beian/contracts/principal';
import type { SubjectSummary, SubjectView } from '@beian/contracts/subject/api';
import type { Keys } from '@beian/kit/auth/keys';
import { orErasedText, unlessErased } from '@beian/kit/crypto/erased';
import type { Sealer } from '@beian/kit/crypto/sealer';
import { inScope } from '@beian/kit/db/scope';
import { notFound } from '@beian/kit/errors/domain-error';
import { attempt } from '@beian/kit/records/attempt';
import { DB_API, KEYS, SEALER } from '@beian/kit/service/tokens';
import { maskName } from '@beian/rules/persons/masks';
import type { DataSource } from 'typeorm';
import { openReasons } from '../separate/reasons.ts';
import { SubjectRevisions } from './subject-revision.ts';
import { erasedViewOf, viewOf, type KeptRow, type ViewRow } from './subject-view.ts';

type Stage = NonNullable<SubjectSummary['review']>['stage'];
interface Reviewed {
  readonly stage: Stage | null;
  readonly due_on: string | null;
  readonly change_stage: Stage | null;
  readonly change_due_on: string | null;
}

interface SummaryRow extends ViewRow, Reviewed {
  readonly id: string;
  readonly nature: SubjectSummary['nature'];
  readonly type: string;
  readonly region: string;
  readonly unit_name: string | null;
  readonly name: string;
  readonly erased: boolean;
}

interface OwnRow extends KeptRow, Reviewed {
  readonly review_id: string | null;
  readonly reasons: string | null;
  readonly data: string;
  readonly warnings: SubjectView['warnings'];
}

/** The review of the present revision, where it has one of its own (OPN-04), and the change that would replace it (OPN-07). */
const REVIEW = `left join review v on v.subject = s.id and v.revision = s.revision and s.separate
  left join lateral (select o.stage, o.due_on from review o where o.subject = s.id and o.replaces = s.revision order by o.n desc limit 1) c on c.stage <> 'withdrawn'`;
const STANDING = 'v.stage, v.due_on::text as due_on, c.stage as change_stage, c.due_on::text as change_due_on';
/** An account has a handful of subjects; the list is not paged. */
const LIST = `select s.id, s.state, s.revision, s.submitted_at, s.nature, s.type, s.region, s.unit_name, r.name, s.erased_at is not null as erased, ${STANDING}
  from subject s join subject_revision r on r.subject = s.id and r.revision = s.revision ${REVIEW}
  where s.owner = $1 order by s.id desc limit 200`;
const OWN = `select s.state, s.nature, s.type, s.region, s.unit_name, s.revision, s.submitted_at, r.data, r.warnings, v.id as review_id, v.reasons, ${STANDING}
  from subject s join subject_revision r on r.subject = s.id and r.revision = s.revision ${REVIEW}
  where s.id = $1 and s.owner = $2`;

/** What owners read. Officers read revisions (`review/`). */
@Injectable()
export class SubjectQueries {
  constructor(
    @Inject(DB_API) private readonly db: DataSource,
    @Inject(KEYS) private readonly keys: Keys,
    @Inject(SubjectRevisions) private readonly revisions: SubjectRevisions,
    @Inject(SEALER) private readonly sealer: Sealer,
  ) {}

  /** The caller's subjects, newest first; a natural person's name masked. */
  async list(caller: Principal): Promise<SubjectSummary[]> {
    const rows = await inScope(this.db, caller, (tx) => tx.query<SummaryRow>(LIST, [caller.account]));
    return Promise.all(
      rows.map(async ({ id, revision, state, nature, type, region, unit_name, name, submitted_at, erased, ...reviewed }) => {
        const shown = unit_name ?? (await orErasedText(this.revisions.openName(id, revision, name).then(maskName)));
        return { subject: id, revision, state, nature, type, name: shown, region, submittedAt: submitted_at.toISOString(), erased, ...reviewOf(reviewed) };
      }),
    );
  }

  /** The caller's own subject in clear; another's is 404, and the try recorded. */
  async own(caller: Principal, id: string): Promise<SubjectView> {
    const row = await attempt(this.db, caller, this.keys, { action: 'subject.read', target: { type: 'subject', id } }, async () => {
      const [found] = await inScope(this.db, caller, (tx) => tx.query<OwnRow>(OWN, [id, caller.account]));
      if (!found) throw notFound();
      return found;
    });
    const data = await unlessErased(this.revisions.open(id, row.revision, row.data), undefined);
    if (data === undefined) return erasedViewOf(id, row, row.warnings);
    const { review, change } = reviewOf(row);
    return viewOf(id, { ...row, ...(change && { change }), ...(review && { review: { ...review, reasons: await openReasons(this.sealer, row.review_id ?? '', row.reasons) } }) }, data, row.warnings);
  }
}

function reviewOf({ stage, due_on: dueOn, change_stage: changeStage, change_due_on: changeDueOn }: Reviewed): Pick<SubjectSummary, 'review' | 'change'> {
  return {
    ...(stage !== null && dueOn !== null && { review: { stage, dueOn } }),
    ...(changeStage !== null && changeDueOn !== null && { change: { stage: changeStage, dueOn: changeDueOn } }),
  };
}
