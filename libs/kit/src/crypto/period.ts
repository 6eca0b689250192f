const DAY = 86_400_000;

/** The quarter of a year in which a key of a class that ends by age seals, e.g. `2026-Q4` (UTC); sorts as text. */
export function quarterOf(at: Date): string {
  return `${at.getUTCFullYear()}-Q${Math.floor(at.getUTCMonth() / 3) + 1}`;
}

/** Quarters before this one ended more than `days` ago. */
export function firstKeptQuarter(now: Date, days: number): string {
  return quarterOf(new Date(now.getTime() - days * DAY));
}
