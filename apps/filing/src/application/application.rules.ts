import type { Principal } from '@beian/contracts/principal';
import { addDays, type LocalDate } from '@beian/rules/calendar/dates';
import { RETURNED_LAPSE_DAYS } from '@beian/rules/calendar/due-date';
import { sendersOf } from '@beian/rules/lifecycle/senders';
import type { Sender } from '@beian/rules/lifecycle/stages';

/** What of an application says who may act on it. */
export interface Handling {
  readonly owner: string;
  readonly bureau: number;
  readonly holder: string | null;
  readonly persons: readonly string[];
}

/** The capacities in which a person may send messages to an application, by the one table of libs/rules (S1, S4). */
export function capacities(principal: Principal, application: Handling): Sender[] {
  const { kind, account, roles, bureau, scope, deputyFor = [] } = principal;
  const { holder } = application;
  const standing = bureau === application.bureau ? 'own' : bureau !== null && scope.includes(application.bureau) ? 'below' : 'elsewhere';
  const holds = holder !== null && (holder === account || deputyFor.includes(holder));
  return sendersOf({ kind: account === null && kind !== 'platform' ? 'anonymous' : kind, roles, standing, holds, owner: account !== null && account === application.owner });
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

/** S1: last day on which a case returned on `day` can be resubmitted. */
export function lapseDay(day: LocalDate): LocalDate {
  return addDays(day, RETURNED_LAPSE_DAYS);
}

/** Whether a reason is about the subject, which is returned with the case then (S6). */
export function namesSubject(field: string): boolean {
  return field === 'subject' || field.startsWith('subject.');
}
