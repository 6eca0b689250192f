import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { routeRegion } from '@beian/rules/jurisdiction/route-region';
import { parseOfficePhone } from '@beian/rules/persons/phones';
import { ProvinceFile } from './province-file.ts';

const text = readFileSync(new URL('../../../../samples/province.json', import.meta.url), 'utf8');
const sample = ProvinceFile.parse(JSON.parse(text));

const bureausByRegion = new Map(sample.bureaus.flatMap((bureau) => bureau.regions.map((code) => [code, bureau.id] as const)));
const parents = new Map(sample.regions.map((region) => [region.code, region.parent]));
const successions = sample.regions.flatMap(({ code, successors, abolishedOn }) => (abolishedOn === null ? [] : [{ code, successors, since: abolishedOn }]));
const bureauOf = (region: string): number | string => {
  const route = routeRegion(bureausByRegion, parents, region, { successions });
  return route.found ? route.bureau : route.code;
};
const numberOf = (issuingCode: string): number => sample.bureaus.find((bureau) => bureau.issuingCode === issuingCode)!.id;

describe('the sample province', () => {
  it('says in clear words that it is a sample', () => {
    expect(sample.sample).toBe(true);
    expect(Object.values(sample.note).join()).toMatch(/示例.*虚构/s);
  });

  it('S5 has at least one provincial, three city and eight county bureaus of Hubei', () => {
    const levels = sample.bureaus.filter(({ issuingCode }) => issuingCode.startsWith('42')).map(({ level }) => level);
    const count = (level: string): number => levels.filter((each) => each === level).length;
    expect([count('province'), count('city') >= 3, count('county') >= 8]).toEqual([1, true, true]);
  });

  it.each([
    ['a district', '420106', '420106'],
    ['a district without a bureau, to its city', '420102', '420100'],
    ['a prefecture without a bureau, to the province', '422801', '420000'],
    ['a directly administered county', '429004', '429004'],
    ['one without a bureau, through the pseudo-prefecture', '429005', '420000'],
    ['a development-zone brigade', '420171', '420171'],
    ['an abolished county, to its successor', '420521', '420506'],
    ['a city without counties', '441900', '441900'],
    ['a district below a pseudo-prefecture 5001', '500103', '500103'],
    ['another one without a bureau, past the pseudo-prefecture', '500101', '500000'],
    ['a division of the 兵团', '660100', '660100'],
  ])('S5 routes %s', (_case, region, issuingCode) => {
    expect(bureauOf(region)).toBe(numberOf(issuingCode));
  });

  it('S5 has places that lie outside of every bureau, to be referred', () => {
    expect(bureauOf('110000')).toBe('region.no-bureau');
  });

  it('S5 prints issuing codes by level: province …0000, city …00', () => {
    for (const { level, issuingCode } of sample.bureaus) expect(issuingCode).toMatch({ province: /0000$/, city: /00$/, county: /[^0]$|[1-9]0$/ }[level]);
  });

  it('REV-14 gives every bureau a telephone that cannot be anybody’s: its subscriber number begins with 0', () => {
    for (const { brigadePhone } of sample.bureaus) expect(parseOfficePhone(brigadePhone ?? '')?.subscriber).toMatch(/^0/);
  });

  it('has a reviewer everywhere, supervisors in every city, an inspector, an auditor, an administrator', () => {
    const holders = (role: string): number[] => sample.officers.filter(({ roles }) => (roles as string[]).includes(role)).map(({ bureau }) => bureau);
    expect(sample.bureaus.filter(({ id }) => !holders('reviewer').includes(id))).toEqual([]);
    expect(sample.bureaus.filter(({ id, level }) => level === 'city' && !holders('supervisor').includes(id))).toEqual([]);
    expect([holders('inspector').length > 0, holders('auditor'), holders('administrator')]).toEqual([true, [numberOf('420000')], [numberOf('420000')]]);
  });

  it('S4 gives each officer another person’s certificate number, of a region that does not exist', () => {
    const numbers = sample.officers.map(({ idNumber }) => idNumber);
    expect(new Set(numbers).size).toBe(numbers.length);
    for (const number of numbers) expect(number).toMatch(/^999999/);
  });
});

describe('a province file that does not fit together', () => {
  const broken = (change: (file: typeof sample) => void): string => {
    const file = structuredClone(sample);
    change(file);
    return ProvinceFile.safeParse(file).error?.issues.map(({ message }) => message).join('; ') ?? '';
  };

  it.each<[string, (file: typeof sample) => void, RegExp]>([
    ['a bureau below itself', (file) => void (file.bureaus[0]!.parent = 5), /bureau 1 lies below itself/],
    ['a parent that is not there', (file) => void (file.bureaus[4]!.parent = 99), /parent of bureau 5/],
    ['a region received twice', (file) => void file.bureaus[4]!.regions.push('420111'), /420111 is received by two/],
    ['a successor that is not there', (file) => void (file.regions.find(({ code }) => code === '420521')!.successors = ['429999']), /successor 429999/],
    ['an abolished region without a day', (file) => void (file.regions.find(({ code }) => code === '420521')!.abolishedOn = null), /both a day and successors/],
    ['an officer of no bureau', (file) => void (file.officers[0]!.bureau = 99), /bureau of officer wuchang_reviewer_1/],
    ['a wrong certificate number', (file) => void (file.officers[0]!.idNumber = '999999198102080018'), /no sound name or certificate/],
    ['a login name used twice', (file) => void (file.officers[1]!.loginName = 'WUCHANG_reviewer_1'), /listed twice/],
  ])('is refused for %s', (_case, change, message) => {
    expect(broken(change)).toMatch(message);
  });
});
