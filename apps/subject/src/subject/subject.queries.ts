import { Inject, Injectable } from '@nestjs/common';
import type { Principal } from '@beian/contracts/principal';
import type { SubjectSummary, SubjectView } from '@beian/contracts/subject/api';
import type { Keys } from '@beian/kit/auth/keys';
import { orErasedText, unlessErased } from '@beian/kit/crypto/erased';
import { inScope } from '@beian/kit/db/scope';
import { notFound } from '@beian/kit/errors/domain-error';
import { attempt } from '@beian/kit/records/attempt';
import { DB_API, KEYS } from '@beian/kit/service/tokens';
import { maskName } from '@beian/rules/persons/masks';
import type { DataSource } from 'typeorm';
import { SubjectRevisions } from './subject-revision.ts';
import { erasedViewOf, viewOf, type KeptRow, type ViewRow } from './subject-view.ts';

interface SummaryRow extends ViewRow {
  readonly id: string;
  readonly nature: SubjectSummary['nature'];
  readonly type: string;
  readonly region: string;
  readonly unit_name: string | null;
  readonly name: string;
  readonly erased: boolean;
}

interface OwnRow extends KeptRow {
  readonly data: string;
  readonly warnings: SubjectView['warnings'];
}

/** An account has a handful of subjects; the list is not paged. */
const LIST = `select s.id, s.state, s.revision, s.submitted_at, s.nature, s.type, s.region, s.unit_name, r.name, s.erased_at is not null as erased
  from subject s join subject_revision r on r.subject = s.id and r.revision = s.revision
  where s.owner = $1 order by s.id desc limit 200`;
const OWN = `select s.state, s.nature, s.type, s.region, s.unit_name, s.revision, s.submitted_at, r.data, r.warnings
  from subject s join subject_revision r on r.subject = s.id and r.revision = s.revision
  where s.id = $1 and s.owner = $2`;

/** What owners read. Officers read revisions (`review/`). */
@Injectable()
export class SubjectQueries {
  constructor(
    @Inject(DB_API) private readonly db: DataSource,
    @Inject(KEYS) private readonly keys: Keys,
    @Inject(SubjectRevisions) private readonly revisions: SubjectRevisions,
  ) {}

  /** The caller's subjects, newest first; a natural person's name masked. */
  async list(caller: Principal): Promise<SubjectSummary[]> {
    const rows = await inScope(this.db, caller, (tx) => tx.query<SummaryRow>(LIST, [caller.account]));
    return Promise.all(
      rows.map(async ({ id, revision, state, nature, type, region, unit_name, name, submitted_at, erased }) => {
        const shown = unit_name ?? (await orErasedText(this.revisions.openName(id, revision, name).then(maskName)));
        return { subject: id, revision, state, nature, type, name: shown, region, submittedAt: submitted_at.toISOString(), erased };
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
    return data === undefined ? erasedViewOf(id, row, row.warnings) : viewOf(id, row, data, row.warnings);
  }
}
