import type { AuditedFiling, Timeline, TimelineEntry, TimelineQuery } from '@beian/contracts/audit/api';
import { Id } from '@beian/contracts/primitives';
import type { Role } from '@beian/contracts/principal';
import type { Tx } from '@beian/kit/db/scope';
import { invalidInput } from '@beian/kit/errors/domain-error';
import { Injectable } from '@nestjs/common';
import { claimsOf } from '../intake/examine.ts';
import { actorLabel } from './actor-label.ts';

interface EntryRow {
  readonly event: string;
  readonly record: string | null;
  readonly canonical: string;
  readonly digest: string;
  readonly fault: string | null;
  readonly service: string;
  readonly action: string;
  readonly outcome: TimelineEntry['outcome'];
  readonly code: string | null;
  readonly target_type: string;
  readonly target_id: string;
  readonly actor_kind: string;
  readonly actor: string | null;
  readonly actor_bureau: number | null;
  readonly at: Date;
  readonly bureau_name: string | null;
  readonly roles: Role[] | null;
}
interface FilingRow {
  readonly filing: string;
  readonly siteName: string | null;
  readonly number: string | null;
  readonly bureau: number | null;
  readonly first_at: Date;
  readonly last_at: Date;
}

const FOUND = 50;

// Row-level security shows an auditor the filings of the own bureaus and the records of these bureaus or filings, no others, and none of
// a filing on which the auditor stands (S4).
const SPAN = 'join lateral (select min(r.at) as first_at, max(r.at) as last_at from record r where r.filing = f.filing) span on span.first_at is not null';
const COLUMNS = 'f.filing, f.site_name as "siteName", f.number, f.bureau, span.first_at, span.last_at';
const BY_TEXT = `select ${COLUMNS} from filing_directory f ${SPAN}
  where ($1 = '' or f.number = $1 or f.code = $2 or f.site_name ilike $3) order by f.filing desc limit ${FOUND}`;
// A filing is known by its records alone before its first event has come, or to a bureau that has given it away.
const BY_ID = `select f.filing, d.site_name as "siteName", d.number, d.bureau, span.first_at, span.last_at
  from (select $1::uuid as filing) f left join filing_directory d on d.filing = f.filing ${SPAN}`;
// S4: the auditor is the submitting account or a person on the filing.
const OWN = 'select is_own_filing($1) as own';
const VISIBLE = 'select exists (select 1 from record where filing = $1) as visible';
// Where a page ended. The instant stays text: a Date would lose what PostgreSQL keeps below the millisecond.
const POSITION = 'select at::text, coalesce(record, event) as record from record where filing = $1 and event = $2';
// The outcome stands as a literal, so that the partial index of what was done serves it, however many attempts were refused.
const OUTCOMES: Readonly<Record<TimelineQuery['outcome'], string>> = { all: '', done: `and r.outcome = 'done'`, refused: `and r.outcome = 'refused'` };
// `r.at >=` lets the index start where the last page ended; a cast from text, not being leakproof, would keep it out under row security.
// Several entries may claim one record (a forged one beside the genuine one): the event, which is unique, ends every tie.
const timelineOf = (outcome: TimelineQuery['outcome']): string => `select r.event, r.record, r.canonical, r.digest, r.fault, r.service, r.action, r.outcome, r.code, r.target_type, r.target_id, r.actor_kind, r.actor, r.actor_bureau, r.at,
    b.name as bureau_name, o.roles
  from record r left join bureau_directory b on b.bureau = r.actor_bureau left join officer_directory o on o.account = r.actor
  where r.filing = $1 ${OUTCOMES[outcome]} and r.at >= coalesce($2::timestamptz, '-infinity')
    and ($2::timestamptz is null or (r.at, coalesce(r.record, r.event), r.event) > ($2::timestamptz, $3::uuid, $4::uuid))
  order by r.at, coalesce(r.record, r.event), r.event limit $5`;

/** Reads within a transaction of the auditor, because each look is recorded in it. */
@Injectable()
export class TimelineQueries {
  /** By filing id, number, its 14 digits, or a part of the site's name; the newest without any. */
  async search(tx: Tx, q: string): Promise<AuditedFiling[]> {
    const id = Id.safeParse(q.toLowerCase());
    const rows = id.success ? await tx.query<FilingRow & Record<string, unknown>>(BY_ID, [id.data]) : await tx.query<FilingRow & Record<string, unknown>>(BY_TEXT, [q, digitsOf(q), `%${q.replace(/[\\%_]/g, '\\$&')}%`]);
    return rows.map(({ filing, siteName, number, bureau, first_at, last_at }) => ({ filing, siteName, number, bureau, firstAt: first_at.toISOString(), lastAt: last_at.toISOString() }));
  }

  /** Whether the filing has a record that the auditor may see. */
  async isVisible(tx: Tx, filing: string): Promise<boolean> {
    const [row] = await tx.query<{ visible: boolean }>(VISIBLE, [filing]);
    return row?.visible === true;
  }

  /** Whether a filing that shows no record is one on which the auditor stands (S4). */
  async isOwn(tx: Tx, filing: string): Promise<boolean> {
    const [row] = await tx.query<{ own: boolean }>(OWN, [filing]);
    return row?.own === true;
  }

  /** A page of the visible records in the order of what happened; its `next` is the event of its last entry. */
  async timeline(tx: Tx, filing: string, { after, limit, outcome }: TimelineQuery): Promise<Pick<Timeline, 'entries' | 'next'>> {
    const position = after === undefined ? undefined : await getPosition(tx, filing, after);
    const rows = await tx.query<EntryRow & Record<string, unknown>>(timelineOf(outcome), [filing, position?.at ?? null, position?.record ?? null, after ?? null, limit + 1]);
    const page = rows.slice(0, limit);
    return { entries: page.map(entryOf), next: rows.length > limit ? (page.at(-1)?.event ?? null) : null };
  }
}

/** Throws `input.invalid` on what is no entry of this timeline: no page has ended there. */
async function getPosition(tx: Tx, filing: string, after: string): Promise<{ at: string; record: string }> {
  const [position] = await tx.query<{ at: string; record: string }>(POSITION, [filing, after]);
  if (position === undefined) throw invalidInput([{ field: 'after', code: 'invalid_format', message: '翻页位置无效，请从第一页开始' }]);
  return position;
}

function entryOf(row: EntryRow): TimelineEntry {
  // Shown out of the very bytes that were signed; what is no record has no content.
  const claims = claimsOf(row.canonical);
  return {
    record: row.record ?? row.event,
    at: row.at.toISOString(),
    service: row.service,
    action: row.action,
    outcome: row.outcome,
    code: row.code,
    actor: { kind: row.actor_kind, account: row.actor, bureau: row.actor_bureau, label: actorLabel(row.actor_kind, row.bureau_name, row.roles) },
    target: { type: row.target_type, id: row.target_id },
    ground: claims?.ground ?? null,
    before: claims?.before ?? {},
    after: claims?.after ?? {},
    digest: row.digest,
    signature: row.fault === null ? 'valid' : 'invalid',
    // Checkpoints do not exist yet, so nothing is covered by one.
    sealed: false,
  };
}

/** The 14 digits of a number, in whatever form it was copied. */
function digitsOf(q: string): string | null {
  const digits = q.replace(/\D/g, '');
  return digits.length === 14 ? digits : null;
}
