import { describe, expect, it } from '@jest/globals';
import { APPOINTED_BY, EXCLUDED_WITH, OFFICE_ROLES, ROLES, ROLE_LABELS, excludedPair, type OfficeRole } from './roles.ts';

describe('roles of officers', () => {
  it('exclude each other both ways, and never themselves', () => {
    for (const one of OFFICE_ROLES) {
      expect(EXCLUDED_WITH[one]).not.toContain(one);
      for (const other of EXCLUDED_WITH[one]) expect(EXCLUDED_WITH[other]).toContain(one);
    }
  });

  it('every combination of two, by hand', () => {
    const allowed = OFFICE_ROLES.flatMap((one, index) => OFFICE_ROLES.slice(index + 1).filter((other) => excludedPair([one, other]) === undefined).map((other) => `${one}+${other}`));
    expect(allowed).toEqual(['reviewer+inspector', 'reviewer+supervisor', 'inspector+supervisor']);
  });

  it.each<[OfficeRole[], readonly OfficeRole[] | undefined]>([
    [['reviewer', 'inspector', 'supervisor'], undefined],
    [['reviewer', 'auditor'], ['reviewer', 'auditor']],
    [['administrator', 'auditor'], ['administrator', 'auditor']],
    [['cyberspace', 'reviewer'], ['cyberspace', 'reviewer']],
    [[], undefined],
  ])('%j: %j', (roles, pair) => {
    expect(excludedPair(roles)).toEqual(pair);
  });

  it('those who watch or appoint are appointed from above', () => {
    expect(OFFICE_ROLES.filter((role) => APPOINTED_BY[role] === 'superior')).toEqual(['auditor', 'administrator', 'operator']);
  });

  it('are everybody’s roles but the applicant’s, each with its Chinese name', () => {
    expect([...OFFICE_ROLES].sort()).toEqual(ROLES.filter((role) => role !== 'applicant').sort());
    for (const { label, duty } of Object.values(ROLE_LABELS)) expect(label + duty).toMatch(/\p{Script=Han}/u);
  });
});
