import type { FieldProblem } from '@beian/contracts/problem';
import { addDays } from '@beian/rules/calendar/dates';

/** Whoever is away longer is given another appointment. */
export const LONGEST_LEAVE_DAYS = 366;

/** An officer as leave needs him. */
export interface OnDuty {
  readonly account: string;
  readonly bureau: number;
  readonly roles: readonly string[];
}
export interface Absence {
  readonly officer: string;
  readonly delegate: string | null;
  readonly from: string;
  readonly to: string;
}

const overlaps = (one: Pick<Absence, 'from' | 'to'>, other: Pick<Absence, 'from' | 'to'>): boolean => one.from <= other.to && other.from <= one.to;

/** What is wrong with a leave: its days, and a delegate who may not do all that the absent officer may, or is away himself. */
export function leaveProblems(wanted: Absence, officer: OnDuty, delegate: OnDuty | undefined, others: readonly Absence[], today: string): FieldProblem[] {
  const problems: FieldProblem[] = [];
  const { from, to } = wanted;
  if (to < from || to < today) problems.push({ field: 'to', code: 'leave.days', message: '结束日期不能早于开始日期和今天' });
  if (to > addDays(from, LONGEST_LEAVE_DAYS)) problems.push({ field: 'to', code: 'leave.too-long', message: '请假不能超过一年' });
  const meanwhile = others.filter((other) => overlaps(other, wanted));
  if (meanwhile.some((other) => other.officer === wanted.officer)) problems.push({ field: 'from', code: 'leave.overlaps', message: '该人员在此期间已有请假安排' });
  if (wanted.delegate === null) return problems;
  const fits = delegate !== undefined && delegate.account !== officer.account && delegate.bureau === officer.bureau && officer.roles.every((role) => delegate.roles.includes(role));
  if (!fits) problems.push({ field: 'delegate', code: 'leave.delegate', message: '代理人须为同一单位、担任相同角色的其他在职人员' });
  else if (meanwhile.some((other) => other.officer === wanted.delegate)) problems.push({ field: 'delegate', code: 'leave.delegate-away', message: '代理人在此期间请假' });
  return problems;
}
