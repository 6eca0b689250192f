import { describe, expect, it } from '@jest/globals';
import { creditCodeCheck } from '../organisations/credit-code.ts';
import { checkSubject, type IndividualSubject, type UnitSubject } from './check-subject.ts';

const responsible = {
  name: '张三', certificateType: 'resident_id', certificateNumber: '500101199003070014', validUntil: null, mobile: '13812345678',
  email: 'zhangsan@example.cn', residence: '重庆市万州区某街道12号', officePhone: '023-63128888',
};
const individual: IndividualSubject = { nature: 'individual', region: '500101', responsible };
const unit: UnitSubject = {
  nature: 'unit', type: 'enterprise', name: '重庆某某科技有限公司', certificateNumber: '91500000MA0000007X', leader: '李四', region: '500101',
  address: '重庆市万州区某街道12号', responsible,
};
const brief = (subject: IndividualSubject | UnitSubject) => checkSubject(subject, { today: '2026-03-02' }).map(({ level, code, field }) => `${level} ${code} ${field}`);

describe('subject', () => {
  it('SUB-02 SUB-03 finds nothing in good data', () => {
    expect(brief(individual)).toEqual([]);
    expect(brief(unit)).toEqual([]);
  });

  it.each<[string, Partial<UnitSubject>, string[]]>([
    ['TV-09 a person’s name for an enterprise', { name: '张三' }, ['refuse unit.name-person name']],
    ['TV-11 a domain for a name', { name: 'www.abc.com' }, ['refuse unit.name-domain name']],
    ['TV-12 a person’s ID', { certificateNumber: '11010519491231002X' }, ['refuse unit.certificate-person certificateNumber']],
    ['TV-49 an enterprise’s code for a government body', { type: 'government' }, ['refuse unit.type-contradiction certificateNumber']],
    ['SUB-17 a unit for the leader', { leader: '某某集团公司' }, ['refuse person.name-organisation leader']],
    ['SUB-17 a foreign leader', { leader: 'John Smith' }, ['warn subject.leader-letters leader']],
    ['SUB-17 no leader', { leader: '' }, ['refuse person.name-blank leader']],
    ['SUB-23 no region', { region: '' }, ['refuse subject.region region']],
    ['SUB-23 no address', { address: ' ' }, ['refuse subject.address-blank address']],
    ['SUB-28 an invented phone', { responsible: { ...responsible, officePhone: '010-00000000' } }, ['refuse phone.office-false responsible.officePhone']],
    ['SUB-30 a residence without detail', { responsible: { ...responsible, residence: '重庆市巫山县' } }, ['warn residence.not-detailed responsible.residence']],
    ['S6 an expired certificate', { responsible: { ...responsible, validUntil: '2026-03-01' } }, ['refuse person.certificate-expired responsible.validUntil']],
    ['OPN-10 no mobile at all', { responsible: { ...responsible, mobile: undefined } }, ['refuse person.missing responsible.mobile']],
    ['S6 a sole trader under a person’s name', { name: '张三', certificateNumber: '92500101MA0000007E' }, []],
  ])('%s', (_id, change, expected) => {
    expect(brief({ ...unit, ...change })).toEqual(expected);
  });

  it.each<[string, Partial<UnitSubject>, string[]]>([
    ['SUB-11 某某公司 as an enterprise', { name: '某某公司' }, []],
    ['SUB-11 张三 as an enterprise', { name: '张三' }, ['refuse unit.name-person name']],
    ['SUB-11 an enterprise’s code as an institution', { type: 'institution' }, ['refuse unit.type-contradiction certificateNumber']],
    ['SUB-11 an institution’s code as an institution', { type: 'institution', name: '重庆某某学校', certificateNumber: '12500000MB0000000F' }, []],
    ['SUB-11 an association’s code as a government body', { type: 'government', certificateNumber: '51500000MD0000008B' }, ['refuse unit.type-contradiction certificateNumber']],
    ['SUB-11 a military code as an enterprise', { certificateNumber: '12345部队' }, ['refuse unit.credit-code-format certificateNumber']],
    ['SUB-11 a military code as a military school', { type: 'military', name: '某某部队', certificateNumber: '12345部队' }, []],
    ['SUB-20 no name of the responsible person', { responsible: { ...responsible, name: ' ' } }, ['refuse person.name-blank responsible.name']],
    ['SUB-20 a title for a name', { responsible: { ...responsible, name: '王先生' } }, ['refuse person.name-title responsible.name']],
  ])('%s', (_id, change, expected) => {
    expect(brief({ ...unit, ...change })).toEqual(expected);
  });

  it('SUB-11 张三 is an individual, 某某公司 is none', () => {
    const named = (name: string) => brief({ ...individual, responsible: { ...responsible, name } });
    expect([named('张三'), named('某某公司')]).toEqual([[], ['refuse person.name-organisation responsible.name']]);
  });

  it('SUB-20 an individual has a true full name too', () => {
    const named = (name: string) => brief({ ...individual, responsible: { ...responsible, name } });
    expect([named(''), named('本人')]).toEqual([['refuse person.name-blank responsible.name'], ['refuse person.name-placeholder responsible.name']]);
  });

  it('TV-10 SUB-26 a company’s name for an individual is refused', () => {
    expect(brief({ ...individual, responsible: { ...responsible, name: '某某公司' } })).toEqual(['refuse person.name-organisation responsible.name']);
  });

  it('S6 an unusual code must be explained; with the explanation it only warns', () => {
    const body = '31500000MA0000007';
    const unusual = { ...unit, certificateNumber: `${body}${creditCodeCheck(body)}` };
    expect(brief(unusual)).toEqual(['warn unit.type-unusual certificateNumber', 'refuse subject.explanation-missing explanation']);
    expect(brief({ ...unusual, explanation: '律师事务所' })).toEqual(['warn unit.type-unusual certificateNumber']);
  });

  it('checks against today by default', () => {
    expect(checkSubject({ ...individual, responsible: { ...responsible, validUntil: '2000-01-01' } })).toMatchObject([{ code: 'person.certificate-expired' }]);
  });
});
