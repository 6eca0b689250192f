import type { FilingSummary } from '@beian/contracts/filing/api';
import type { Tx } from '@beian/kit/db/scope';

interface ChangeRow {
  readonly filing: string;
  readonly changed_at: Date;
  readonly fields: string[][];
}

/** Of what is filed: the changes of its subject that are later than the revision with which it was last approved. */
const CHANGES = `select f.id as filing, max(c.decided_at) as changed_at, jsonb_agg(c.fields order by c.revision) as fields
  from filing f
    join lateral (select a.subject_revision from application a where a.filing = f.id and a.stage = 'approved' order by a.n desc limit 1) approved on true
    join subject_change c on c.subject = f.subject and c.revision > approved.subject_revision
  where f.id = any($1) and f.state = 'filed' group by f.id`;

/** OPN-07: by filing, in what its subject has changed since it was last approved; a filing without a change is not in it. */
export async function subjectChangesOf(tx: Tx, filings: readonly string[]): Promise<ReadonlyMap<string, NonNullable<FilingSummary['subjectChange']>>> {
  const rows = filings.length === 0 ? [] : await tx.query<ChangeRow & Record<string, unknown>>(CHANGES, [filings]);
  return new Map(rows.map(({ filing, changed_at: changedAt, fields }) => [filing, { fields: [...new Set(fields.flat())], changedAt: changedAt.toISOString() }]));
}
