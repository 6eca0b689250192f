import type { Principal } from '@beian/contracts/principal';
import { addDays, type LocalDate } from '@beian/rules/calendar/dates';
import { RETURNED_LAPSE_DAYS } from '@beian/rules/calendar/due-date';
import type { Message, Sender } from '@beian/rules/lifecycle/stages';

/** What of an application says who may act on it. */
export interface Handling {
  readonly owner: string;
  readonly bureau: number;
  readonly holder: string | null;
  readonly persons: readonly string[];
}

/**
 * The capacities in which a person may send messages to an application (S1, S4). An officer acts on cases of the own
 * bureau; a superior who sees the case may only pull it up, and does that by `transfer`. One person may have several.
 */
export function capacities(principal: Principal, application: Handling, message?: Message): Sender[] {
  const { account, roles, bureau, scope } = principal;
  if (principal.kind === 'platform') return ['platform'];
  if (account === null) return [];
  const found: Sender[] = account === application.owner ? ['owner'] : [];
  if (principal.kind !== 'officer') return found;
  const own = bureau === application.bureau;
  const pullsUp = !own && message === 'transfer' && bureau !== null && scope.includes(application.bureau);
  if (!own && !pullsUp) return found;
  if (roles.includes('reviewer')) found.push('officer');
  if (roles.includes('supervisor')) found.push('supervisor');
  if (own && roles.includes('inspector')) found.push('inspector');
  if (own && application.holder === account) found.push('holder');
  return found;
}

/** S4: the officer is the submitting account or a person on site or subject, by the keyed index of the certificate number. */
export function isOwnCase(principal: Principal, { owner, persons }: Pick<Handling, 'owner' | 'persons'>): boolean {
  return principal.account === owner || (principal.person !== null && persons.includes(principal.person));
}

/** Whether this bureau is the actor's own; a superior's transfer of somebody else's case leads there and nowhere else. */
export function mayTransferTo(principal: Principal, application: Handling, target: number): boolean {
  if (target === application.bureau) return false;
  return principal.bureau === application.bureau || target === principal.bureau;
}

/** The instant at which a day begins in Asia/Shanghai, which has no daylight saving (OPN-62). */
export function startOfDay(date: LocalDate): string {
  return new Date(`${date}T00:00:00+08:00`).toISOString();
}

/** The first instant after a day. */
export function endOfDay(date: LocalDate): string {
  return startOfDay(addDays(date, 1));
}

/** S1: last day on which a case returned on `day` can be resubmitted. */
export function lapseDay(day: LocalDate): LocalDate {
  return addDays(day, RETURNED_LAPSE_DAYS);
}

/** Whether a reason is about the subject, which is returned with the case then (S6). */
export function namesSubject(field: string): boolean {
  return field === 'subject' || field.startsWith('subject.');
}
