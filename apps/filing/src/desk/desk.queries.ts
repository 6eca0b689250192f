import { Inject, Injectable } from '@nestjs/common';
import { ApplicationSummary, type DeskQuery } from '@beian/contracts/filing/api';
import type { Principal } from '@beian/contracts/principal';
import { inScope } from '@beian/kit/db/scope';
import { DB_API } from '@beian/kit/service/tokens';
import { shanghaiDate } from '@beian/rules/calendar/dates';
import { CLOCK_STAGES, FINAL_STAGES, type Stage } from '@beian/rules/lifecycle/stages';
import { toALabel } from '@beian/rules/domains/hosts';
import type { DataSource } from 'typeorm';
import { z } from 'zod';
import { cut, decodePosition, lineOf, SUMMARY_COLUMNS, type SummaryRow } from '../application/page.ts';

/** A line of the desk: also whether the subject is still to be decided. */
export const DeskItem = ApplicationSummary.extend({ waitingSubject: z.boolean() });
export const DeskPage = z.object({ items: z.array(DeskItem), next: z.string().nullable() });
export type DeskPage = z.infer<typeof DeskPage>;
type Query = z.infer<typeof DeskQuery>;
type Row = SummaryRow & { readonly waitingSubject: boolean };

/** Open work by due date, the rest by submission; each order has its index (see the tables). */
interface Queue {
  readonly where: string;
  readonly by: 'due' | 'submitted';
}
const CLOCK = `a.stage in (${list(CLOCK_STAGES)})`;
const CLOSED = `a.stage not in (${list(CLOCK_STAGES)})`;
const QUEUES: Readonly<Record<Query['queue'], Queue>> = {
  open: { where: CLOCK, by: 'due' },
  mine: { where: `${CLOCK} and a.holder = $2`, by: 'due' },
  unclaimed: { where: `${CLOCK} and a.holder is null`, by: 'due' },
  overdue: { where: `${CLOCK} and a.due_on < $3`, by: 'due' },
  returned: { where: `${CLOSED} and a.stage = 'returned'`, by: 'submitted' },
  closed: { where: `${CLOSED} and a.stage in (${list(FINAL_STAGES)})`, by: 'submitted' },
};

/** The statement of a desk page: each bureau of the scope is walked along its index, then the first lines of all are merged. */
export function deskStatement(queue: Query['queue']): string {
  const { where, by } = QUEUES[queue];
  const [order, beyond] = by === 'due'
    ? ['a.due_on, a.id', '(a.due_on, a.id) > ($5::text::date, $6::uuid)']
    : ['a.submitted_at desc, a.id desc', '(a.submitted_at, a.id) < ($5::text::timestamptz, $6::uuid)'];
  return `select ${SUMMARY_COLUMNS}, a.subject_state <> 'approved' and coalesce(s.approved_revision < a.subject_revision, true) as "waitingSubject"
    from (select x.* from unnest($1::int[]) as own(bureau) cross join lateral (
      select a.* from application a where a.bureau = own.bureau and ${where}
        and ($5::text is null or ${beyond}) and ($4::text is null or a.kind = $4)
        and ($7::text is null or strpos(a.site_name, $7) > 0 or a.number = $7 or $8 = any(a.domains)) and ($2::uuid is not null) and ($3::date is not null)
        and ($10::text is null or not a.persons @> array[$10::text]) and a.owner is distinct from $2
      order by ${order} limit $9) x) a
    join bureau_copy b on b.bureau = a.bureau join filing f on f.id = a.filing left join subject_copy s on s.subject = a.subject
    order by ${order} limit $9`;
}

@Injectable()
export class DeskQueries {
  constructor(@Inject(DB_API) private readonly source: DataSource) {}

  /** The officer's list over all bureaus that the session sees, without cases of the officer's own (S4). */
  async page(principal: Principal, query: Query, now = new Date()): Promise<DeskPage> {
    const { queue, kind, q, limit } = query;
    const position = decodePosition(query.after);
    const { by } = QUEUES[queue];
    const sought = q?.trim() || null;
    return inScope(this.source, principal, async (tx) => {
      const found = await tx.query<Row>(deskStatement(queue), [
        principal.scope, principal.account, shanghaiDate(now), kind ?? null, position?.[0] ?? null, position?.[1] ?? null, sought, sought === null ? null : (toALabel(sought) ?? null), limit + 1, principal.person,
      ]);
      const { rows, next } = cut(found, limit, (row) => (by === 'due' ? (row.dueOn ?? '') : row.submittedAt.toISOString()));
      return { items: rows.map((row) => ({ ...lineOf(row, now), waitingSubject: row.waitingSubject })), next };
    });
  }
}

function list(stages: readonly Stage[]): string {
  return stages.map((stage) => `'${stage}'`).join(', ');
}
