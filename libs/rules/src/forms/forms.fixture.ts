import type { ObjectKind } from '../lifecycle/labels.ts';
import { residentIdCheck } from '../persons/resident-id.ts';

/** Good data of every kind, for specs: invented persons with valid check digits, fresh ids each time. */

const id = (): string => globalThis.crypto.randomUUID();
let serial = 0;

/** An invented person's resident ID with a right check digit; each is another's. */
export function aResidentId(): string {
  serial += 1;
  const digits = `42010619800101${String(serial % 1000).padStart(3, '0')}`;
  return digits + residentIdCheck(digits);
}

/** A responsible person of a form, sound in every part. */
export const aPerson = (name: string) => ({
  name, certificateType: 'resident_id' as const, certificateNumber: aResidentId(), validUntil: '2040-01-01', mobile: '13800138000', email: 'sample@example.com',
  residence: '湖北省武汉市武昌区中南路1号', officePhone: '027-87654320', sameAsSubject: false, idImage: id(),
});
export const aContact = (name: string) => ({ name, mobile: '13900139000', email: 'duty@example.com', sameAsSubject: false });

const provider = (name: string) => ({ name, region: '420100', directory: '018f0000-0000-7000-8000-000000000198' });
const hosting = { mode: 'cloud', provider: provider('示例云计算公司'), region: '420100' };
const range = { start: '1.2.3.4', end: '1.2.3.4' };

const GOOD: Readonly<Record<ObjectKind, () => Record<string, unknown>>> = {
  website: () => ({
    name: '江城花艺园圃', domains: [`site-${id().slice(-12)}.com`], serviceTypes: ['portal'], serviceContents: [], interactive: false, approvals: [],
    accessProvider: provider('示例网络服务公司'), registrar: provider('示例域名服务公司'), ipRanges: [range], openedOn: '2026-01-05', languages: ['简体中文'],
    manager: aPerson('张建国'), security: aPerson('李秀英'), emergency: aContact('王志强'),
  }),
  mini_program: () => ({
    name: '江城花艺预约', platform: 'wechat', appId: `wx${id().replaceAll('-', '').slice(-16)}`, applicationTypes: ['tool_office', 'life_catering'], description: '预约花艺课程，查看课程安排和门店地址', interactive: false,
    versions: ['1.0.0', '1.1.0'], screenshots: [id()], approvals: [], hosting, ipRanges: [range], accessUrl: 'https://example.com/open', accessCode: id(),
  }),
  app: () => ({
    name: '江城花艺', packages: [{ platform: 'android', bundleId: `cn.example.a${id().slice(-12)}`, signature: 'd41d8cd98f00b204e9800998ecf8427e' }, { platform: 'ios', bundleId: `cn.example.i${id().slice(-12)}`, signature: 'da39a3ee5e6b4b0d3255bfef95601890afd80709' }],
    applicationTypes: ['shopping_own'], description: '选购鲜花、绿植，预约花艺课程', downloadUrl: 'https://example.com/download', users: 12000, interactive: false,
    versions: ['2.3.1'], screenshots: [id(), id(), id()], approvals: [], hosting, ipRanges: [range],
  }),
  app_market: () => {
    const host = `market-${id().slice(-12)}.com`;
    return {
      name: '江城应用中心', domains: [host], accessUrl: `https://${host}/`, listed: 320, reviewMechanism: '上架前核验开发者身份和应用备案，逐个版本检测并人工审核', interactive: false, approvals: [],
      hosting, ipRanges: [range], manager: aPerson('张建国'), security: aPerson('李秀英'), emergency: aContact('王志强'),
    };
  },
  provider: () => ({
    name: '江城网络服务', categories: ['access', 'cloud'], regions: ['420000'], licenceNumber: `B1-2020${id().replace(/\D/g, '').padEnd(8, '0').slice(0, 8)}`, licence: id(), ipRanges: [{ start: '1.2.4.0', end: '1.2.4.255' }], manager: aPerson('张建国'),
  }),
};

/** A form of a kind that passes every rule without a finding and is not interactive. */
export function aForm(object: ObjectKind, part: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return { ...GOOD[object](), ...part };
}
