import { APP_PLATFORMS } from '@beian/rules/forms/dictionaries/platforms';
import { HOSTING_MODES } from '@beian/rules/forms/dictionaries/providers';
import { APPROVALS } from '@beian/rules/naming/approvals';
import { z } from 'zod';
import { Id, line as text, RegionCode } from '../primitives.ts';
import { Person } from '../subject/api.ts';

/** The keys of a dictionary of libs/rules, as an enumeration. */
const keysOf = <K extends string>(dictionary: Readonly<Record<K, unknown>>) => z.enum(Object.keys(dictionary) as [K, ...K[]]);

/** The seven fields NAM-20..26, and the bulletin board NAM-28. */
export const Approval = keysOf(APPROVALS);

/** LKP: a provider chosen from the directory (`directory` = its id) or typed by hand (`directory` = null, LKP-07). */
export const Provider = z.strictObject({ name: text(100), region: RegionCode.nullable(), directory: Id.nullable() });
/** OPN-24: `provider` is null when the servers are the applicant's own. */
export const Hosting = z.strictObject({ mode: keysOf(HOSTING_MODES), provider: Provider.nullable(), region: RegionCode });
/** WEB-17, MIN-16; OPN-61: an address that is not public needs a reason. */
export const IpRange = z.strictObject({ start: text(45), end: text(45), overrideReason: text(200).optional() });
/** WEB-19, MIN-14: each kind with a picture of its own. */
export const ApprovalPicture = z.strictObject({ kind: Approval, image: Id });
/** OPN-41: one installable package of an APP. */
export const AppPackage = z.strictObject({ platform: keysOf(APP_PLATFORMS), bundleId: text(255), signature: text(150) });

/** Persons of a form (OPN-20); the tick 同主体负责人信息 is stored, so that the officer sees it (WEB-31). */
export const SitePerson = Person.extend({ residence: text(200), officePhone: text(30), sameAsSubject: z.boolean(), idImage: Id });
export const EmergencyContact = z.strictObject({ name: text(50), mobile: text(20), email: z.email('请输入正确的邮箱地址').max(100, '最多100字'), sameAsSubject: z.boolean() });
/** As they are shown: a masked e-mail address is none any more. */
export const ShownPerson = SitePerson.extend({ email: z.string() });
export const ShownContact = EmergencyContact.extend({ email: z.string() });
