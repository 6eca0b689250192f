import type { ApplicationSummary } from '@beian/contracts/filing/api';
import { invalidInput } from '@beian/kit/errors/domain-error';
import { Day, Instant } from '@beian/contracts/primitives';
import { z } from 'zod';
import type { Application } from './application.entity.ts';
import { summaryOf, type Summarised } from './summary.ts';

/** Columns of a line of a list; `a` is the application, `b` its bureau, `f` its filing. Dates as text: they are days, not instants. */
export const SUMMARY_COLUMNS = `a.id, a.filing, a.n, a.number, a.kind, a.object, a.site_name as "siteName", a.stage, a.revision, a.bureau, a.holder,
  a.submitted_at as "submittedAt", a.due_on::text as "dueOn", a.interactive, b.name as "bureauName", f.number as "filingNumber"`;

export type SummaryRow = Summarised & { readonly bureauName: string; readonly filingNumber: string | null };

export const lineOf = (row: SummaryRow, now: Date): ApplicationSummary => summaryOf(row, { bureauName: row.bureauName, filingNumber: row.filingNumber, now });

// Exactly what `encodePosition` is given: Date.parse takes far more than PostgreSQL does, which has no year 0 either.
const Position = z.tuple([z.union([Day, Instant]).refine((key) => !key.startsWith('0000')), z.uuid()]);
/** Where a page ended: the sort key and the id of its last line. */
export type Position = z.infer<typeof Position>;

export function encodePosition(position: readonly [key: string, id: string]): string {
  return Buffer.from(JSON.stringify(position), 'utf8').toString('base64url');
}

/** Throws `input.invalid` on anything that no page of ours has given out. */
export function decodePosition(after: string | undefined): Position | undefined {
  return decodeAs(Position, after);
}

/** The same for a list with another sort key. */
export function decodeAs<T>(position: z.ZodType<T>, after: string | undefined): T | undefined {
  if (after === undefined) return undefined;
  const parsed = position.safeParse(parseJson(Buffer.from(after, 'base64url').toString('utf8')));
  if (!parsed.success) throw invalidInput([{ field: 'after', code: 'invalid_format', message: '翻页位置无效，请从第一页开始' }]);
  return parsed.data;
}

/** Cuts the surplus row that tells whether there is a next page. */
export function cut<T extends Pick<Application, 'id'>>(rows: readonly T[], limit: number, key: (row: T) => string): { rows: readonly T[]; next: string | null } {
  const kept = rows.slice(0, limit);
  const last = kept.at(-1);
  return { rows: kept, next: rows.length > limit && last !== undefined ? encodePosition([key(last), last.id]) : null };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // A position that is no JSON is none of ours: the schema refuses it.
    return undefined;
  }
}
