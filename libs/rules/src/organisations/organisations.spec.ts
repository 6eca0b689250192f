import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { creditCodeCheck, isCreditCode, isOrganisationCodeSound } from './credit-code.ts';
import { CODE_PREFIXES, SUBJECT_TYPES, natureOf, subjectTypeOf, type SubjectType, type UnitType } from './subject-types.ts';
import { checkUnitCertificate } from './unit-certificates.ts';
import { checkUnitName } from './unit-names.ts';

const today = '2026-03-02';
const certificate = (type: UnitType, number: string, imported = false) =>
  checkUnitCertificate(type, number, { today, imported }).map(({ level, code, explain }) => `${level} ${code}${explain ? ' explain' : ''}`);
const withCheck = (body: string) => `${body}${creditCodeCheck(body)}`;

describe('certificate numbers of units', () => {
  it.each<[string, UnitType, string, string[]]>([
    ['TV-12 a person’s ID', 'enterprise', '11010519491231002X', ['refuse unit.certificate-person']],
    ['TV-13 a military code', 'enterprise', '军字第12345号', ['refuse unit.credit-code-format']],
    ['TV-14', 'enterprise', '91500000MA0000007X', []],
    ['TV-14 sole trader', 'enterprise', '92500101MA0000007E', []],
    ['TV-14 as it is often typed', 'enterprise', ' 91500000-ma000000 7x ', []],
    ['TV-15 wrong check', 'enterprise', '91500000MA0000007Y', ['refuse unit.credit-code-check']],
    ['TV-16', 'institution', '12500000MB0000000F', []],
    ['TV-16', 'institution', '12100000400002259P', []],
    ['TV-16', 'government', '11500000MC00000041', []],
    ['TV-16', 'association', '51500000MD0000008B', []],
    ['TV-16', 'association', '52500101MJ000000X7', []],
    ['TV-16', 'military', 'A1500000MF00000051', []],
    ['TV-49', 'government', '91500000MA0000007X', ['refuse unit.type-contradiction']],
    ['S6 institution’s code for an enterprise', 'enterprise', '12500000MB0000000F', ['refuse unit.type-contradiction']],
    ['S6 31 is explained for an enterprise', 'enterprise', withCheck('31500000MA0000007'), ['warn unit.type-unusual explain']],
    ['S6 31 contradicts a government body', 'government', withCheck('31500000MA0000007'), ['refuse unit.type-contradiction']],
    ['S6 any other code, any unit type', 'association', withCheck('A9500000MA0000007'), ['warn unit.type-unusual explain']],
    ['S6 any other code, but not the military', 'military', withCheck('A9500000MA0000007'), ['refuse unit.type-contradiction']],
    ['S6 a military code', 'military', '12345部队', []],
    ['OPN-12 wrong check character', 'enterprise', '91500000MA0000007Y', ['refuse unit.credit-code-check']],
    ['OPN-12 a military code too long', 'military', '军'.repeat(31), ['refuse unit.military-code']],
    ['S6 an old licence', 'enterprise', '500101000012345', ['refuse unit.old-licence']],
    ['S6 position 17', 'enterprise', withCheck('91500000MA0000008'), ['warn unit.organisation-code']],
    ['SUB-13 blank', 'enterprise', '', ['refuse unit.certificate-blank']],
  ])('%s: %s with %s', (_id, type, number, expected) => {
    expect(certificate(type, number)).toEqual(expected);
  });

  it.each<[string, UnitType, string, string[]]>([
    ['SUB-27 a military code for an enterprise', 'enterprise', '军字第12345号', ['refuse unit.credit-code-format']],
    ['SUB-27 a person’s ID for an enterprise', 'enterprise', '11010519491231002X', ['refuse unit.certificate-person']],
    ['SUB-27 a licence’s code for an enterprise', 'enterprise', '91500000MA0000007X', []],
    ['SUB-27 a person’s ID for an institution', 'institution', '11010519491231002X', ['refuse unit.certificate-person']],
    ['SUB-27 a person’s ID for a military school', 'military', '11010519491231002X', ['refuse unit.certificate-person']],
    ['SUB-27 seventeen characters', 'association', '51500000MD0000008', ['refuse unit.credit-code-format']],
    ['SUB-27 a letter that no code has', 'government', '11500000MC0000004I', ['refuse unit.credit-code-format']],
  ])('%s: %s with %s', (_id, type, number, expected) => {
    expect(certificate(type, number)).toEqual(expected);
  });

  it('SUB-27 a code of one type contradicts every other', () => {
    const types = Object.keys(CODE_PREFIXES) as UnitType[];
    for (const owner of types) {
      for (const prefix of CODE_PREFIXES[owner].accepted) {
        const judged = types.filter((type) => certificate(type, withCheck(`${prefix}500000MA0000007`)).includes('refuse unit.type-contradiction'));
        expect([prefix, judged]).toEqual([prefix, types.filter((type) => type !== owner)]);
      }
    }
  });

  it('S6 an old licence is known from imported records only', () => {
    expect(certificate('enterprise', '500101000012345', true)).toEqual(['warn unit.old-licence']);
  });

  it('OPN-12 any changed character of a credit code is noticed', () => {
    const code = '91500000MA0000007X';
    const alphabet = [...'0123456789ABCDEFGHJKLMNPQRTUWXY'];
    fc.assert(fc.property(fc.nat(16), fc.constantFrom(...alphabet), (at, character) => {
      fc.pre(code[at] !== character);
      expect(isCreditCode(`${code.slice(0, at)}${character}${code.slice(at + 1)}`)).toBe(false);
    }));
  });

  it('OPN-12 a sum that the modulus divides asks for 0', () => {
    const bodies = Array.from({ length: 31 }, (_unused, index) => `9150000${'0123456789ABCDEFGHJKLMNPQRTUWXY'[index] ?? ''}MA0000007`);
    const checks = bodies.map(creditCodeCheck);
    expect(checks).toContain('0');
    expect(new Set(checks).size).toBe(31);
  });

  it('S6 the organisation code within a published code is sound', () => {
    expect(isOrganisationCodeSound('12100000400002259P')).toBe(true);
  });
});

describe('names of units', () => {
  it.each([
    ['TV-11', 'www.abc.com', 'domain'], ['TV-11', '123456', 'symbols'], ['TV-09', '张三', 'person'], ['SUB-25', 'abc.com', 'domain'], ['SUB-25', '某某之家网', 'site'], ['SUB-12', '', 'blank'],
    ['SUB-12', `${'长'.repeat(99)}公司`, 'length'], ['SUB-25', 'ABC', 'symbols'], ['SUB-26', '欧阳明月', 'person'],
  ])('%s refuses %p', (_id, name, fault) => {
    expect(checkUnitName(name)).toMatchObject([{ level: 'refuse', code: `unit.name-${fault}`, field: 'name' }]);
  });

  it('SUB-12 takes a name of a hundred characters', () => {
    expect(checkUnitName(`${'长'.repeat(98)}公司`)).toEqual([]);
  });

  it('TV-11 SUB-25 refuses the site’s name in place of the unit’s', () => {
    expect(checkUnitName('某某生活圈平台', { siteNames: ['某某生活圈平台'] })).toMatchObject([{ code: 'unit.name-site' }]);
    expect(checkUnitName('重庆某某大学', { siteNames: ['重庆某某大学'] })).toEqual([]);
  });

  it.each(['某某公司', '重庆某某科技有限公司', '国务院', '教育部', '某某市公安局网络安全保卫支队', '某某（重庆）有限公司', '某某银行股份有限公司(分行)'])('SUB-26 accepts %p', (name) => {
    expect(checkUnitName(name)).toEqual([]);
  });

  it('S6 a sole trader may bear a person’s name or none', () => {
    expect(checkUnitName('张三', { creditCode: '92500101MA0000007E' })).toEqual([]);
    expect(checkUnitName('', { creditCode: '92500101MA0000007E' })).toEqual([]);
  });
});

describe('subject types', () => {
  it('SUB-04 are six, each with its label', () => {
    expect(Object.values(SUBJECT_TYPES)).toEqual(['企业单位', '军队院校', '政府机构', '事业单位', '社会团体', '个人']);
    for (const [type, label] of Object.entries(SUBJECT_TYPES)) expect(subjectTypeOf(label)).toBe(type);
  });

  it.each([['SUB-05 企业', '企业', '企业单位'], ['SUB-05 军队', '军队', '军队院校'], ['SUB-05 政府机关', '政府机关', '政府机构']])('%s is read as the same', (_id, synonym, label) => {
    expect(subjectTypeOf(synonym)).toBe(subjectTypeOf(label));
    expect(subjectTypeOf(label)).toBeDefined();
  });

  it('SUB-05 no other word is one', () => {
    expect(['公司', '军人', '机关', '', 'constructor'].map(subjectTypeOf)).toEqual(Array.from({ length: 5 }, () => undefined));
  });

  it('SUB-01 the nature is 个人 or 单位, and nothing else', () => {
    expect([...new Set((Object.keys(SUBJECT_TYPES) as SubjectType[]).map(natureOf))].sort()).toEqual(['个人', '单位']);
  });

  it('OPN-06 the nature follows from the type: one is 个人, five are 单位', () => {
    expect((Object.keys(SUBJECT_TYPES) as SubjectType[]).map((type) => [type, natureOf(type)])).toEqual([
      ['enterprise', '单位'], ['military', '单位'], ['government', '单位'], ['institution', '单位'], ['association', '单位'], ['individual', '个人'],
    ]);
  });

  it('OPN-06 imported words become types: 企业, 军队, 政府机关', () => {
    expect(['企业', '军队', '政府机关'].map(subjectTypeOf)).toEqual(['enterprise', 'military', 'government']);
  });
});
