import { describe, expect, it } from '@jest/globals';
import { ANONYMOUS, platformIn, type Principal } from '@beian/contracts/principal';
import { endOfDay, startOfDay } from '@beian/rules/calendar/dates';
import { capacities, isOwnCase, mayTransferTo, type Handling } from './application.rules.ts';

const owner = '00000000-0000-4000-8000-000000000001';
const officer = '00000000-0000-4000-8000-000000000002';
const person = 'a'.repeat(64);
const application: Handling = { owner, bureau: 3, holder: officer, persons: [person] };
const of = (part: Partial<Principal>): Principal => ({ ...ANONYMOUS, kind: 'officer', account: officer, bureau: 3, scope: [3], roles: ['reviewer'], ...part });

describe('capacities (S1, S4)', () => {
  const superior = of({ account: owner.replace('1', '9'), bureau: 2, scope: [2, 3], roles: ['reviewer', 'supervisor'] });
  it.each<[string, Principal, string[]]>([
    ['the owner', of({ kind: 'applicant', account: owner, bureau: null, scope: [], roles: ['applicant'] }), ['owner']],
    ['a stranger', of({ kind: 'applicant', account: officer, bureau: null, scope: [], roles: ['applicant'] }), []],
    ['a visitor', ANONYMOUS, []],
    ['the platform', platformIn(3), ['platform']],
    ['the reviewer who holds the case', of({}), ['officer', 'holder']],
    ['another reviewer of the bureau', of({ account: owner.replace('1', '8') }), ['officer', 'second_officer']],
    ['one who stands in for the absent holder', of({ account: owner.replace('1', '8'), deputyFor: [officer] }), ['officer', 'holder']],
    ['the holder whose office is another now', of({ roles: ['inspector'] }), ['inspector']],
    ['网信, an administrator, an auditor or an operator who holds the case', of({ roles: ['cyberspace', 'administrator', 'auditor', 'operator'] }), []],
    ['a supervisor of the bureau', of({ account: owner.replace('1', '7'), roles: ['supervisor'] }), ['supervisor']],
    ['an inspector of the bureau', of({ account: owner.replace('1', '6'), roles: ['inspector'] }), ['inspector']],
    ['a superior', superior, ['superior_officer', 'superior_supervisor']],
    ['a superior who still holds what was transferred away', of({ bureau: 2, scope: [2, 3] }), ['superior_officer']],
    ['an officer of a neighbouring bureau', of({ bureau: 4, scope: [4] }), []],
    ['an auditor of the bureau', of({ account: owner.replace('1', '5'), roles: ['auditor'] }), []],
  ])('%s', (_who, principal, expected) => {
    expect(capacities(principal, application)).toEqual(expected);
  });

  it('knows an own case by account and by person', () => {
    expect(isOwnCase(of({ account: owner }), application)).toBe(true);
    expect(isOwnCase(of({ person }), application)).toBe(true);
    expect(isOwnCase(of({ person: 'b'.repeat(64) }), application)).toBe(false);
    expect(isOwnCase(of({}), { ...application, persons: [] })).toBe(false);
  });

  it('lets the own bureau send a case anywhere else, a superior only fetch it', () => {
    expect([4, 3].map((target) => mayTransferTo(of({}), application, target))).toEqual([true, false]);
    expect([2, 4].map((target) => mayTransferTo(superior, application, target))).toEqual([true, false]);
  });
});

describe('days in Asia/Shanghai', () => {
  it('begins at 16:00 UTC of the day before and ends where the next begins', () => {
    expect(startOfDay('2026-03-01')).toBe('2026-02-28T16:00:00.000Z');
    expect(endOfDay('2026-02-28')).toBe(startOfDay('2026-03-01'));
  });
});
