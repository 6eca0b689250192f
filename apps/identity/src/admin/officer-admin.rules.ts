import type { FieldProblem } from '@beian/contracts/problem';
import { APPOINTED_BY, ROLE_LABELS, excludedPair, type OfficeRole } from '@beian/rules/jurisdiction/roles';
import { checkPerson } from '@beian/rules/persons/check-person';

/** A place in office. */
export interface Appointment {
  readonly bureau: number;
  readonly roles: readonly string[];
}

/** Whether an administrator of `bureau` is far enough above what somebody has and shall have; `next` null dismisses. */
export function needsSuperior(bureau: number, ...appointments: readonly (Appointment | null)[]): boolean {
  return appointments.some((each) => each !== null && each.bureau === bureau && each.roles.some((role) => APPOINTED_BY[role as OfficeRole] === 'superior'));
}

/** Roles that exclude each other, as a fault of the field. */
export function roleProblems(roles: readonly OfficeRole[]): FieldProblem[] {
  const pair = excludedPair(roles);
  if (pair === undefined) return [];
  const [one, other] = pair;
  return [{ field: 'roles', code: 'officer.roles-exclude', message: `“${ROLE_LABELS[one].label}”与“${ROLE_LABELS[other].label}”不能由同一人担任` }];
}

/** What the person rules refuse of an officer's name and resident ID; `today` is a date in Shanghai. */
export function personProblems({ name, idNumber }: { name: string; idNumber: string }, today: string): FieldProblem[] {
  return checkPerson({ name, certificateType: 'resident_id', certificateNumber: idNumber }, today)
    .filter(({ level }) => level === 'refuse')
    .map(({ field = 'name', code, message }) => ({ field: field === 'certificateNumber' ? 'idNumber' : field, code, message }));
}
