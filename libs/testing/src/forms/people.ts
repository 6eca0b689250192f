import type { PersonCertificateType } from '@beian/rules/persons/certificate-types';
import type { Cards, Draw } from './draw.ts';
import type { Album, Contact, Person } from './submission.ts';

/** Certificates of natural persons, as S6 names them. */
export const CERTIFICATE_TYPES = ['resident_id', 'hmt_residence', 'home_permit', 'taiwan_permit', 'foreign_permanent', 'passport'] as const satisfies readonly PersonCertificateType[];
const CHINESE_NAMES = ['张建国', '李秀英', '王伟', '欧阳浅月', '买买提·吐尔逊', '古丽娜尔·阿不都热合曼', '赵〇一', '司徒听澜', '𠮷田'];
const FOREIGN_NAMES = ['Anna Schmidt', "Seán O'Brien", 'Jean-Luc Müller', 'Nguyễn Văn An', 'Bo'];
const RESIDENCES = ['湖北省武汉市武昌区中南路1号', '湖北省宜昌市西陵区东山大道95号3栋602室', '湖北省恩施州利川市东城街道岩洞寺村', '中国香港九龙弥敦道100号', '五里村', '广东省东莞市莞城街道旗峰路162号信箱7'];
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** The check character of GB 11643 behind seventeen digits. */
export function withCheck(digits: string): string {
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * Number(digits[at]), 0);
  return `${digits}${'10X98765432'[sum % 11]}`;
}

/** A day in Asia/Shanghai, so many days from now. */
export function dayFromNow(days: number): string {
  return new Date(Date.now() + (8 * 60 + days * 24 * 60) * 60_000).toISOString().slice(0, 10);
}

const birthDay = (draw: Draw): string => `${1950 + draw.below(55)}${String(1 + draw.below(12)).padStart(2, '0')}${String(1 + draw.below(28)).padStart(2, '0')}`;

/** A number that is sound for its type (S6). */
export function aNumber(type: PersonCertificateType, draw: Draw): string {
  const eighteen = (area: string): string => withCheck(`${area}${birthDay(draw)}${draw.digits(3)}`);
  switch (type) {
    case 'resident_id': return draw.chance(0.2) ? eighteen('420521').toLowerCase() : eighteen(draw.pick(['420106', '110101', '653101']));
    case 'hmt_residence': return eighteen(draw.pick(['810000', '820000', '830000']));
    case 'home_permit': return `${draw.pick(['H', 'M'])}${draw.digits(draw.pick([8, 10]))}`;
    case 'taiwan_permit': return draw.digits(8);
    case 'foreign_permanent': return draw.chance(0.5) ? `USA${draw.digits(12)}` : eighteen('911100');
    case 'passport': return draw.pick(['E', 'G', '', 'PA']) + draw.digits(draw.pick([5, 8, 9]));
  }
}

const aMobile = (draw: Draw): string => `1${draw.pick([3, 5, 7, 8, 9])}${draw.digits(9)}`;
// The same number in the ways people write it.
const written = (mobile: string, draw: Draw): string => draw.pick([mobile, mobile, mobile, `+86${mobile}`, `+86 ${mobile.slice(0, 3)} ${mobile.slice(3, 7)} ${mobile.slice(7)}`]);
const anEmail = (draw: Draw): string => `${draw.pick(['sample', 'first.last', 'a', 'x+tag', 'under_score'])}${draw.digits(3)}@${draw.pick(['example.com', 'mail.example.com.cn', 'example.org'])}`;
const anOfficePhone = (draw: Draw): string => draw.pick([`027-8${draw.digits(6)}1`, `0717-6${draw.digits(5)}2`, `010-6${draw.digits(6)}3-${draw.digits(3)}`, `(027)8${draw.digits(6)}4`, aMobile(draw)]);

/** A person of a form, sound in every part (OPN-20). */
export function aPerson(role: string, draw: Draw, cards: Cards, { certificate }: Album): Person {
  const [certificateType] = cards.deal(`certificateType ${role}`, CERTIFICATE_TYPES, 1) as [PersonCertificateType];
  const foreign = certificateType === 'passport' || certificateType === 'foreign_permanent';
  return {
    name: draw.pick(foreign ? [...FOREIGN_NAMES, ...CHINESE_NAMES] : CHINESE_NAMES),
    certificateType,
    certificateNumber: aNumber(certificateType, draw),
    validUntil: draw.pick([null, '2040-01-01', dayFromNow(1), dayFromNow(400)]),
    mobile: written(aMobile(draw), draw),
    email: anEmail(draw),
    residence: draw.pick(RESIDENCES),
    officePhone: anOfficePhone(draw),
    sameAsSubject: draw.chance(0.3),
    idImage: draw.pick(certificate),
  };
}

/** A person to be reached (OPN-20). */
export function aContact(draw: Draw): Contact {
  return { name: draw.pick(CHINESE_NAMES), mobile: written(aMobile(draw), draw), email: anEmail(draw), sameAsSubject: draw.chance(0.3) };
}
