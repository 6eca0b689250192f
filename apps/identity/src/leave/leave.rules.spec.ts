import { describe, expect, it } from '@jest/globals';
import { leaveProblems, type Absence, type OnDuty } from './leave.rules.ts';

const officer: OnDuty = { account: 'a', bureau: 3, roles: ['reviewer', 'inspector'] };
const deputy: OnDuty = { account: 'b', bureau: 3, roles: ['inspector', 'supervisor', 'reviewer'] };
const wanted: Absence = { officer: 'a', delegate: 'b', from: '2026-12-01', to: '2026-12-05' };
const codes = (part: { wanted?: Partial<Absence>; delegate?: OnDuty | undefined; others?: Absence[]; today?: string }) =>
  leaveProblems({ ...wanted, ...part.wanted }, officer, 'delegate' in part ? part.delegate : deputy, part.others ?? [], part.today ?? '2026-11-27').map(({ code }) => code);

describe('leave', () => {
  it.each<[string, Parameters<typeof codes>[0], string[]]>([
    ['a delegate who holds all the roles, and more', {}, []],
    ['one day', { wanted: { to: '2026-12-01' } }, []],
    ['its last day today', { today: '2026-12-05' }, []],
    ['its last day yesterday', { today: '2026-12-06' }, ['leave.days']],
    ['an end before the beginning', { wanted: { to: '2026-11-30' } }, ['leave.days']],
    ['a delegate who lacks one of the roles', { delegate: { ...deputy, roles: ['reviewer'] } }, ['leave.delegate']],
    ['a delegate of another bureau', { delegate: { ...deputy, bureau: 4 } }, ['leave.delegate']],
    ['a delegate who is not in office', { delegate: undefined }, ['leave.delegate']],
    ['nobody as delegate', { wanted: { delegate: null }, delegate: undefined }, []],
    ['a leave that touches another one’s last day', { others: [{ ...wanted, from: '2026-11-20', to: '2026-12-01' }] }, ['leave.overlaps']],
    ['a leave that begins the day after another', { others: [{ ...wanted, from: '2026-11-20', to: '2026-11-30' }] }, []],
    ['a delegate who is away in the middle of it', { others: [{ officer: 'b', delegate: null, from: '2026-12-03', to: '2026-12-03' }] }, ['leave.delegate-away']],
  ])('%s', (_case, part, expected) => {
    expect(codes(part)).toEqual(expected);
  });
});
