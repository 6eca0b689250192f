/** A calendar date in Asia/Shanghai as `YYYY-MM-DD`; sorts as text. */
export type LocalDate = string;

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const DAY_MS = 86_400_000;
// Asia/Shanghai has had no daylight saving since 1991 (OPN-62).
const SHANGHAI_MS = 8 * 3_600_000;

/** The date in Asia/Shanghai of an instant; a plain date stands for itself. Throws RangeError on anything else. */
export function shanghaiDate(moment: Date | string): LocalDate {
  if (typeof moment === 'string' && DATE.test(moment)) return fromEpochDay(toEpochDay(moment));
  const instant = typeof moment === 'string' ? new Date(moment) : moment;
  if (Number.isNaN(instant.getTime())) throw new RangeError('not a date');
  return new Date(instant.getTime() + SHANGHAI_MS).toISOString().slice(0, 10);
}

/** Days since 1970-01-01. Throws RangeError when the date does not exist (e.g. 2026-02-30). */
export function toEpochDay(date: LocalDate): number {
  const time = DATE.test(date) ? Date.parse(`${date}T00:00:00Z`) : Number.NaN;
  const day = Math.round(time / DAY_MS);
  if (Number.isNaN(time) || fromEpochDay(day) !== date) throw new RangeError('not a date');
  return day;
}

/** Inverse of `toEpochDay`. */
export function fromEpochDay(day: number): LocalDate {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

/** True for an existing date written `YYYY-MM-DD`. */
export function isLocalDate(text: string): boolean {
  const time = DATE.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().slice(0, 10) === text;
}

/** `date` moved by calendar days. */
export function addDays(date: LocalDate, days: number): LocalDate {
  return fromEpochDay(toEpochDay(date) + days);
}

/** Calendar days from `earlier` to `later`; negative when the order is the other way round. */
export function daysBetween(earlier: LocalDate, later: LocalDate): number {
  return toEpochDay(later) - toEpochDay(earlier);
}

/** Monday 1 … Sunday 7. */
export function weekday(date: LocalDate): number {
  const day = new Date(toEpochDay(date) * DAY_MS).getUTCDay();
  return day === 0 ? 7 : day;
}

/** The instant at which a day begins in Asia/Shanghai, which has no daylight saving (OPN-62). */
export function startOfDay(date: LocalDate): string {
  return new Date(`${date}T00:00:00+08:00`).toISOString();
}

/** The first instant after a day. */
export function endOfDay(date: LocalDate): string {
  return startOfDay(addDays(date, 1));
}
