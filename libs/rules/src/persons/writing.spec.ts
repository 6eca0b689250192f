import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { creditCodeCheck, normalizeCreditCode } from '../organisations/credit-code.ts';
import type { UnitType } from '../organisations/subject-types.ts';
import { checkUnitCertificate } from '../organisations/unit-certificates.ts';
import { checkUnitName } from '../organisations/unit-names.ts';
import type { PersonCertificateType } from './certificate-types.ts';
import { checkPersonCertificate } from './certificates.ts';
import { checkPersonName } from './names.ts';
import { checkMobile, checkOfficePhone, normalizeMobile, parseOfficePhone } from './phones.ts';
import { normalizeCertificateNumber, residentIdCheck } from './resident-id.ts';

const TODAY = '2026-03-02';
const brief = (findings: readonly { level: string; code: string }[]) => findings.map(({ level, code }) => `${level} ${code}`);
const wide = (text: string) => [...text].map((each) => (each > ' ' && each <= '~' ? String.fromCodePoint(each.codePointAt(0)! + 0xfee0) : each)).join('');
const digits = (length: number) => fc.stringMatching(new RegExp(`^[0-9]{${length}}$`));
const day = fc.date({ min: new Date('1930-01-01'), max: new Date('2000-01-01'), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10).replaceAll('-', ''));
const checked = (body: string) => body + residentIdCheck(body);

/** A sound number of each type. */
const NUMBERS: Readonly<Record<PersonCertificateType, fc.Arbitrary<string>>> = {
  resident_id: fc.tuple(fc.stringMatching(/^[1-6][0-9]{5}$/), day, digits(3)).map((parts) => checked(parts.join(''))),
  hmt_residence: fc.tuple(fc.constantFrom('810000', '820000', '830000'), day, digits(3)).map((parts) => checked(parts.join(''))),
  home_permit: fc.tuple(fc.constantFrom('H', 'M'), fc.oneof(digits(8), digits(10))).map((parts) => parts.join('')),
  taiwan_permit: digits(8),
  foreign_permanent: fc.tuple(fc.stringMatching(/^[A-Z]{3}$/), digits(12)).map((parts) => parts.join('')),
  passport: fc.stringMatching(/^[A-Z][A-Z0-9]{4,16}$/),
};
const TYPES = Object.keys(NUMBERS) as PersonCertificateType[];
/** Other writings of a number: letter case, width, spaces and dashes between its characters. */
const writings = fc.record({ lower: fc.boolean(), full: fc.boolean(), between: fc.constantFrom('', ' ', '\u3000', '\u00a0', '-', '–', '－'), every: fc.integer({ min: 1, max: 6 }) });
const rewritten = (text: string, { lower, full, between, every }: { lower: boolean; full: boolean; between: string; every: number }) => {
  const parted = [...text].map((each, index) => (index > 0 && index % every === 0 ? `${between}${each}` : each)).join('');
  const cased = lower ? parted.toLowerCase() : parted;
  return full ? wide(cased) : cased;
};

describe('certificate numbers of persons', () => {
  it.each(TYPES)('S6 a sound %s is accepted and stored alike however it is written', (type) => {
    fc.assert(fc.property(NUMBERS[type], writings, (number, writing) => {
      expect(brief(checkPersonCertificate(type, number, TODAY))).toEqual([]);
      const other = rewritten(number, writing);
      expect(normalizeCertificateNumber(other)).toBe(number);
      expect(checkPersonCertificate(type, other, TODAY)).toEqual(checkPersonCertificate(type, number, TODAY));
    }));
  });

  it.each(TYPES)('S6 whatever is typed for a %s is judged alike in any case and width', (type) => {
    fc.assert(fc.property(fc.oneof(fc.stringMatching(/^[0-9A-Za-z ]{0,20}$/), NUMBERS.resident_id, NUMBERS.passport), (text) => {
      const expected = checkPersonCertificate(type, text, TODAY);
      for (const other of [text.toUpperCase(), text.toLowerCase(), wide(text)]) expect(checkPersonCertificate(type, other, TODAY)).toEqual(expected);
    }));
  });

  it.each(TYPES)('S6 a %s with one character more is another number, and refused where the length is fixed', (type) => {
    fc.assert(fc.property(NUMBERS[type], fc.constantFrom('0', 'Z', '号', 'Х'), (number, more) => {
      const found = brief(checkPersonCertificate(type, number + more, TODAY));
      const fits = type === 'passport' && number.length < 17 && /[0Z]/.test(more);
      expect(found.some((finding) => finding.startsWith('refuse'))).toBe(!fits);
    }));
  });
});

describe('certificate numbers of units', () => {
  const codes = fc.tuple(fc.constantFrom('91', '92', '12', '11', '51', 'A1'), digits(6), fc.stringMatching(/^[0-9A-HJ-NP-RTUWXY]{9}$/)).map((parts) => parts.join('')).map((body) => body + creditCodeCheck(body));

  it('SUB-27 a code is judged and stored alike however it is written, by every type of unit', () => {
    fc.assert(fc.property(codes, writings, fc.constantFrom<UnitType>('enterprise', 'government', 'institution', 'association', 'military'), (code, writing, type) => {
      const other = rewritten(code, writing);
      expect(normalizeCreditCode(other)).toBe(code);
      expect(checkUnitCertificate(type, other, { today: TODAY })).toEqual(checkUnitCertificate(type, code, { today: TODAY }));
    }));
  });
});

describe('telephones', () => {
  const mobiles = fc.tuple(fc.constantFrom('3', '5', '7', '9'), digits(9)).map(([second, rest]) => `1${second}${rest}`);
  const prefixes = fc.constantFrom('', '+86', '+86 ', '0086', '86-');
  const parting = fc.constantFrom('', ' ', '-', '–', '\u3000', '.');

  it('SUB-22 a mobile is the same eleven digits however it is written', () => {
    fc.assert(fc.property(mobiles, prefixes, parting, fc.boolean(), (mobile, prefix, part, full) => {
      const written = prefix + [mobile.slice(0, 3), mobile.slice(3, 7), mobile.slice(7)].join(part);
      expect(normalizeMobile(full ? wide(written) : written)).toBe(mobile);
      expect(checkMobile(full ? wide(written) : written)).toEqual(checkMobile(mobile));
    }));
  });

  it('SUB-22 a digit more or less is no mobile', () => {
    fc.assert(fc.property(mobiles, digits(1), (mobile, more) => {
      expect([normalizeMobile(mobile + more), normalizeMobile(mobile.slice(0, -1))]).toEqual([undefined, undefined]);
    }));
  });

  it('SUB-28 an office telephone is judged alike however it is written', () => {
    const areas = fc.constantFrom('010', '021', '023', '0571', '0731');
    fc.assert(fc.property(areas, fc.oneof(digits(7), digits(8), fc.constantFrom('00000000', '12345678', '88888888')), fc.option(digits(3), { nil: undefined }), fc.boolean(), (area, subscriber, extension, full) => {
      const tail = extension === undefined ? '' : `-${extension}`;
      const plain = `${area}-${subscriber}${tail}`;
      const expected = checkOfficePhone(plain);
      for (const other of [`${area}–${subscriber}${tail}`, `(${area})${subscriber}${tail}`, `${area} - ${subscriber}${tail}`, `${area}${subscriber}${tail}`, `+86-${plain}`]) {
        const written = full ? wide(other) : other;
        expect(parseOfficePhone(written)).toEqual({ area, subscriber, ...(extension !== undefined && { extension }) });
        expect(checkOfficePhone(written)).toEqual(expected);
      }
    }));
  });
});

describe('names', () => {
  const people = fc.oneof(fc.constantFrom('王先生', '李小姐', '个人', '负责人', '张三', '买买提·吐尔逊', '张三1', 'Zhang三', '某某公司', '张', '无'), fc.stringMatching(/^[一-龥]{1,6}$/), fc.stringMatching(/^[A-Za-z]{2,8} [A-Za-z]{2,8}$/));

  it('SUB-29 a person’s name is judged alike whatever its case, width and outer spaces', () => {
    fc.assert(fc.property(people, fc.constantFrom(undefined, 'passport' as const), (name, certificate) => {
      const expected = brief(checkPersonName(name, certificate));
      for (const other of [name.toUpperCase(), name.toLowerCase(), wide(name), `\u3000${name} `]) expect([other, brief(checkPersonName(other, certificate))]).toEqual([other, expected]);
    }));
  });

  it.each(['王先⽣', '李⼩姐', '李 小 姐', '王女⼠', '陳老師', '个⼈', '個人', '負責⼈', '測試', '某某集團', '某某市⼈⺠政府'])('SUB-29 %s is no name in forms that look alike either', (name) => {
    expect(checkPersonName(name)).toMatchObject([{ level: 'refuse' }]);
  });

  it('SUB-25 a unit’s name is judged alike whatever its width, case and spaces', () => {
    const units = fc.constantFrom('www.abc.com', '123456', 'ABC', '张三', '某某之家网', '重庆某某科技有限公司', '某某(重庆)有限公司', '欧阳明月', 'Acme公司');
    fc.assert(fc.property(units, fc.constantFrom('', ' ', '\u3000'), fc.integer({ min: 1, max: 6 }), (name, space, every) => {
      const spaced = rewritten(name, { lower: false, full: false, between: space, every });
      for (const other of [spaced, wide(name), name.toUpperCase(), name.toLowerCase()]) expect([other, brief(checkUnitName(other))]).toEqual([other, brief(checkUnitName(name))]);
    }));
  });
});
