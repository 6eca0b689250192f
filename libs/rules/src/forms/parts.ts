import { maskAddress, maskCertificateNumber, maskEmail, maskName, maskPhone } from '../persons/masks.ts';
import type { FieldType, PicturePurpose } from './description.ts';

/** A part of a field that is made of several, e.g. a person's mobile. */
export interface Part {
  readonly label: string;
  /** Personal: what everybody but its owner sees in its place. */
  readonly mask?: (value: string) => string;
  readonly picture?: PicturePurpose;
}
export type Parts = Readonly<Record<string, Part>>;

const CONTACT = {
  name: { label: '姓名', mask: maskName },
  mobile: { label: '手机号码', mask: maskPhone },
  email: { label: '邮箱', mask: maskEmail },
  sameAsSubject: { label: '同主体负责人信息' },
} as const satisfies Parts;

/** A natural person's parts, in the order of screens: the same on every form, the subject's too. */
export const PERSON_PARTS = {
  name: CONTACT.name,
  certificateType: { label: '证件类型' },
  certificateNumber: { label: '证件号码', mask: maskCertificateNumber },
  validUntil: { label: '证件有效期' },
  mobile: CONTACT.mobile,
  email: CONTACT.email,
  officePhone: { label: '办公电话', mask: maskPhone },
  residence: { label: '常住地', mask: maskAddress },
  idImage: { label: '身份证照片', picture: 'certificate' },
  sameAsSubject: CONTACT.sameAsSubject,
} as const satisfies Parts;

const PROVIDER = { name: { label: '名称' }, region: { label: '所属地区' }, directory: { label: '目录编号' } } as const satisfies Parts;

/** What the fields of these types are made of; a field of any other type is one value or a list of such. */
export const PARTS: Readonly<Partial<Record<FieldType, Parts>>> = {
  person: PERSON_PARTS,
  contact: CONTACT,
  provider: PROVIDER,
  hosting: { mode: { label: '托管方式' }, provider: { label: '服务商' }, region: { label: '服务器所在地' }, name: { label: '名称' }, directory: { label: '目录编号' } },
  ipRanges: { start: { label: '起始IP' }, end: { label: '终止IP' }, overrideReason: { label: '使用内网或保留地址的理由' } },
  approvals: { kind: { label: '种类' }, image: { label: '许可截图', picture: 'licence' } },
  packages: { platform: { label: '平台' }, bundleId: { label: '包名/Bundle ID' }, signature: { label: '签名/MD5' } },
};
