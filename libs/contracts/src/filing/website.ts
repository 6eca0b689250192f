import { z } from 'zod';
import { Day, Id, line as text, lines, RegionCode } from '../primitives.ts';
import { Person } from '../subject/api.ts';

/** WEB-12 / OPN-18. `portal` is for units only, `blog` for individuals only; forum, messaging, live, storage and mall are interactive. */
export const ServiceType = z.enum(['portal', 'blog', 'forum', 'messaging', 'news', 'search', 'mall', 'media', 'game', 'live', 'storage', 'other']);
/** The seven fields NAM-20..26, and the bulletin board NAM-28. */
export const Approval = z.enum(['news', 'publishing', 'education', 'health', 'drugs', 'culture', 'broadcast', 'bulletin']);

/** LKP: a provider chosen from the directory (`directory` = its id) or typed by hand (`directory` = null, LKP-07). */
export const Provider = z.strictObject({ name: text(100), region: RegionCode.nullable(), directory: Id.nullable() });
export const IpRange = z.strictObject({ start: text(45), end: text(45) });

/** Persons of step 3 (OPN-20); the tick 同主体负责人信息 is stored, so that the officer sees it (WEB-31). */
export const SitePerson = Person.extend({ residence: text(200), officePhone: text(30), sameAsSubject: z.boolean(), idImage: Id });
export const EmergencyContact = z.strictObject({ name: text(50), mobile: text(20), email: z.email('请输入正确的邮箱地址').max(100), sameAsSubject: z.boolean() });

/** Website filing, steps 2 and 3 of the wizard (WEB-10..37). */
export const WebsiteData = z.strictObject({
  name: text(60),
  /** Hosts as typed, U-label or A-label; stored as A-labels (S7). The first is the main domain. */
  domains: z.array(text(253)).min(1, '请填写域名').max(20),
  serviceTypes: z.array(ServiceType).min(1, '请选择网站服务类型'),
  serviceContents: z.array(z.string().max(30)).max(30),
  /** Declared; the platform may raise it, never lower it (OPN-19). */
  interactive: z.boolean(),
  approvals: z.array(z.strictObject({ kind: Approval, image: Id })).max(8),
  accessProvider: Provider,
  registrar: Provider,
  ipRanges: z.array(IpRange).min(1, '请填写IP地址').max(20),
  openedOn: Day,
  homeUrl: z.url('请输入完整网址').max(500).optional(),
  icpNumber: z.string().trim().max(50).optional(),
  languages: z.array(z.string().max(20)).max(10),
  domainCertificate: Id.optional(),
  /** Written explanation where a naming rule asks for one (OPN-15). */
  explanation: lines(0, 500).optional(),
  manager: SitePerson,
  security: SitePerson,
  emergency: EmergencyContact,
});
/** The form as it is shown: a masked e-mail address is none any more. */
export const ShownWebsite = WebsiteData.extend({ manager: SitePerson.extend({ email: z.string() }), security: SitePerson.extend({ email: z.string() }), emergency: EmergencyContact.extend({ email: z.string() }) });
export type WebsiteData = z.infer<typeof WebsiteData>;
