import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays } from '../calendar/dates.ts';
import { checkPersonCertificate, checkValidity } from './certificates.ts';
import { maskCertificateNumber, maskEmail, maskName, maskPhone } from './masks.ts';
import { checkPersonName, normalizePersonName } from './names.ts';
import { checkEmail, checkMobile, checkOfficePhone, normalizeMobile, parseOfficePhone } from './phones.ts';
import { checkResidence } from './residence.ts';
import { ageOn, residentIdCheck } from './resident-id.ts';

const today = '2026-03-02';
const codes = (findings: { level: string; code: string }[]) => findings.map(({ level, code }) => `${level} ${code}`);

describe('certificates of persons', () => {
  it.each([
    ['TV-17', 'resident_id', '500101199003070014', []],
    ['TV-17 lower case x', 'resident_id', '50010119850615002x', []],
    ['TV-17 abolished region', 'resident_id', '510221199003070017', []],
    ['TV-17 81… as a resident ID', 'resident_id', '810000199003070015', ['warn person.certificate-type-unusual']],
    ['TV-17 81… as a residence permit', 'hmt_residence', '810000199003070015', []],
    ['S6 a mainland number as a residence permit', 'hmt_residence', '500101199003070014', ['refuse person.certificate-format']],
    ['S6 wrong check digit', 'resident_id', '500101199003070015', ['refuse person.resident-id-check']],
    ['S6 no such date', 'resident_id', `50010119900230001${residentIdCheck('50010119900230001')}`, ['refuse person.resident-id-date']],
    ['S6 born tomorrow', 'resident_id', `50010120260303001${residentIdCheck('50010120260303001')}`, ['refuse person.resident-id-date']],
    ['S6 fifteen digits', 'resident_id', '500101900307001', ['refuse person.resident-id-shape']],
    ['S6 a minor', 'resident_id', `50010120100303001${residentIdCheck('50010120100303001')}`, ['warn person.minor']],
    ['S6 home permit', 'home_permit', 'H12345678', []],
    ['S6 home permit with two more digits', 'home_permit', 'M1234567801', []],
    ['S6 home permit, wrong letter', 'home_permit', 'T12345678', ['refuse person.certificate-format']],
    ['S6 Taiwan permit', 'taiwan_permit', '12345678', []],
    ['S6 Taiwan permit, nine digits', 'taiwan_permit', '123456789', ['refuse person.certificate-format']],
    ['S6 foreign permanent ID, fifteen', 'foreign_permanent', 'USA110123456789', []],
    ['S6 foreign permanent ID, eighteen', 'foreign_permanent', `91184019850615001${residentIdCheck('91184019850615001')}`, []],
    ['S6 foreign permanent ID, not by 9', 'foreign_permanent', '500101199003070014', ['refuse person.certificate-format']],
    ['S6 passport', 'passport', 'E12345678', []],
    ['S6 passport too short', 'passport', 'E123', ['refuse person.certificate-format']],
    ['SUB-21 blank', 'resident_id', ' ', ['refuse person.certificate-blank']],
    ['S6 unknown type', 'toString', '1', ['refuse person.certificate-type']],
  ])('%s', (_id, type, number, expected) => {
    expect(codes(checkPersonCertificate(type, number, today))).toEqual(expected);
  });

  it('S6 any change of one digit of a resident ID is noticed', () => {
    const number = '500101199003070014';
    fc.assert(fc.property(fc.nat(16), fc.nat(9), (at, digit) => {
      fc.pre(number[at] !== String(digit));
      const altered = `${number.slice(0, at)}${digit}${number.slice(at + 1)}`;
      expect(codes(checkPersonCertificate('resident_id', altered, today))).toEqual(['refuse person.resident-id-check']);
    }));
  });

  it.each([
    ['expired yesterday', '', '2026-03-01', ['refuse person.certificate-expired']],
    ['last day', '', today, ['warn person.certificate-expiring']],
    ['in 30 days', '', addDays(today, 30), ['warn person.certificate-expiring']],
    ['in 31 days', '', addDays(today, 31), []],
    ['长期', '2010-01-01', '长期', []],
    ['begins tomorrow', '2026-03-03', '长期', ['refuse person.validity-start']],
    ['ends before it begins', '2020-01-01', '2019-01-01', ['refuse person.validity-order']],
    ['blank', '', '', ['refuse person.validity-blank']],
  ])('S6 validity: %s', (_name, from, to, expected) => {
    expect(codes(checkValidity(from, to, today))).toEqual(expected);
  });

  it('S6 age is reached on the birthday', () => {
    expect([ageOn('2008-03-02', today), ageOn('2008-03-03', today), ageOn('2008-02-29', '2026-02-28')]).toEqual([18, 17, 17]);
  });
});

describe('names of persons', () => {
  it.each([
    ['TV-04', '王先生', 'title'], ['TV-05', '李小姐', 'title'], ['TV-06', '个人', 'placeholder'], ['TV-07', '张三1', 'digit'], ['TV-07', 'Zhang三', 'letter'], ['TV-07', '张3', 'digit'],
    ['OPN-14', '负责人', 'placeholder'], ['OPN-14', '张', 'format'], ['SUB-29', '', 'blank'], ['S6', 'Ｚhang三', 'letter'], ['TV-10', '某某公司', 'organisation'], ['SUB-29', '张③', 'digit'],
    ['SUB-29', '张@三', 'format'], ['SUB-29', '王先生', 'title'], ['SUB-29', '个人', 'placeholder'],
  ])('%s refuses the name %p', (_id, name, fault) => {
    expect(checkPersonName(name)).toMatchObject([{ level: 'refuse', code: `person.name-${fault}`, field: 'name' }]);
  });

  it.each([['TV-08', '张三'], ['TV-08', '买买提·吐尔逊'], ['S6', '买买提•吐尔逊'], ['S6', '𠮷野'], ['S6', '王〇一'], ['S6', '张 三'], ['SUB-29', '欧阳明月']])(
    '%s accepts the name %p', (_id, name) => {
      expect(checkPersonName(name)).toEqual([]);
    });

  it('S6 Latin letters only with the foreign certificates', () => {
    expect(checkPersonName('John O’Neill-Smith', 'passport')).toEqual([]);
    expect(checkPersonName('José Müller', 'foreign_permanent')).toEqual([]);
    expect(codes(checkPersonName('John Smith', 'home_permit'))).toEqual(['refuse person.name-letter']);
    expect(codes(checkPersonName('John 3', 'passport'))).toEqual(['refuse person.name-digit']);
  });

  it('S6 dots become one dot, and normalising twice changes nothing more', () => {
    expect(normalizePersonName(' 买买提 ‧ 吐尔逊 ')).toBe('买买提·吐尔逊');
    fc.assert(fc.property(fc.stringMatching(/^[一-龥•・‧· ]{0,12}$/), (name) => {
      expect(normalizePersonName(normalizePersonName(name))).toBe(normalizePersonName(name));
    }));
  });
});

describe('phones, e-mail, residence', () => {
  it.each([
    ['TV-01', '010-00000000', ['refuse phone.office-false']],
    ['SUB-28', '023-00000000', ['refuse phone.office-false']],
    ['SUB-28', '023-66666666', ['warn phone.office-repeated']],
    ['SUB-28', '023-63128888', []],
    ['S6', '023-12345678', ['refuse phone.office-false']],
    ['S6', '023-88888888', ['warn phone.office-repeated']],
    ['TV-02', '010-62345678', []],
    ['TV-02', '0571-8765432', []],
    ['TV-03', '02363128888', []],
    ['OPN-14 extension', '023-63128888-801', []],
    ['OPN-14 mobile', '13812345678', []],
    ['SUB-19', '63128888', ['refuse phone.office-format']],
    ['SUB-19', '', ['refuse phone.office-blank']],
    ['SUB-19 area code cut in the wrong place', '0236-3128888', ['refuse phone.office-format']],
  ])('%s office phone %p', (_id, text, expected) => {
    expect(codes(checkOfficePhone(text))).toEqual(expected);
  });

  it('OPN-14 takes an office phone apart', () => {
    expect(parseOfficePhone('（０２３）63128888－801')).toEqual({ area: '023', subscriber: '63128888', extension: '801' });
  });

  it.each([['13812345678', '13812345678'], ['+86 138-1234-5678', '13812345678'], ['0086 138 1234 5678', '13812345678'], ['＋８６（１３８）１２３４–５６７８', '13812345678'], ['86 138.1234.5678', '13812345678'], ['０１３８', undefined], ['12812345678', undefined], ['+1 2025550123', undefined], ['1381234567a', undefined]])(
    'SUB-22 mobile %p is %p', (text, expected) => {
      expect(normalizeMobile(text)).toBe(expected);
    });

  it('SUB-22 refuses a mobile that is none and warns of one repeated digit', () => {
    expect(codes(checkMobile('123'))).toEqual(['refuse phone.mobile-format']);
    expect(codes(checkMobile('13888888888'))).toEqual(['warn phone.mobile-repeated']);
  });

  it.each([['a@example.cn', 0], ['a.b+c@mail.example.com', 0], ['a@b', 1], ['a b@example.cn', 1], ['a..b@example.cn', 1], ['', 1]])('SUB-22 e-mail %p', (text, count) => {
    expect(checkEmail(text)).toHaveLength(count);
  });

  it.each([
    ['TV-20', '重庆市巫山县', ['warn residence.not-detailed']],
    ['TV-21', '某县某镇某村', []],
    ['TV-21', '某区某街道12号', []],
    ['TV-21', '某市某信箱5号', []],
    ['SUB-18', ' ', ['refuse residence.blank']],
    ['SUB-18', `${'长'.repeat(200)}号`, ['refuse residence.length']],
    ['SUB-18', `${'长'.repeat(199)}号`, []],
    ['SUB-30', '重庆市巫山县某某镇', ['warn residence.not-detailed']],
    ['SUB-30', '某镇某村', []],
  ])('%s residence %p', (_id, address, expected) => {
    expect(codes(checkResidence(address))).toEqual(expected);
  });
});

describe('masks', () => {
  it.each([
    [maskName('张三'), '张*'], [maskName('买买提·吐尔逊'), '买******'], [maskName(''), ''], [maskName('𠮷'), '𠮷*'],
    [maskCertificateNumber('500101199003070014'), '500*************14'], [maskCertificateNumber('12345678'), '1******8'],
    [maskPhone('13812345678'), '138****5678'], [maskPhone('023-63128888'), '023*******88'], [maskEmail('someone@example.cn'), 's***@example.cn'],
  ])('WEB-32 shows %s', (masked, expected) => {
    expect(masked).toBe(expected);
  });

  it('WEB-32 a masked number never shows more than five characters', () => {
    fc.assert(fc.property(fc.stringMatching(/^[0-9A-Z]{1,20}$/), (number) => {
      const masked = maskCertificateNumber(number);
      expect(masked).toHaveLength(number.length);
      expect(masked.replace(/\*/g, '').length).toBeLessThanOrEqual(5);
    }));
  });
});
