import { OFFICE_ROLES } from '@beian/rules/jurisdiction/roles';
import { z } from 'zod';
import { BureauId, Day, Id, Instant, RegionCode, Seen, line } from '../primitives.ts';
import { LoginName, Password } from './api.ts';

/** Roles of an appointment; which of them exclude each other stands in libs/rules. */
export const Appointed = z.array(z.enum(OFFICE_ROLES)).min(1, '请选择角色').max(OFFICE_ROLES.length);

const level = z.enum(['province', 'city', 'county']);
const bureauFields = {
  name: line(100),
  level,
  parent: BureauId.nullable(),
  /** Six digits printed in numbers (S5); unique among the bureaus in service. */
  issuingCode: z.string().regex(/^\d{6}$/, '签发代码为6位数字'),
  prefix: z.string().regex(/^[\u4e00-\u9fff]公网安备$/, '前缀应为“省份简称+公网安备”'),
  /** Without it the bureau cannot approve (REV-14). */
  brigadePhone: z.string().trim().max(30).nullable(),
  regions: z.array(RegionCode).max(200),
};
/** POST /administration/bureaus: a new bureau below one of the administrator's. */
export const CreateBureau = z.strictObject({ ...bureauFields, parent: BureauId });
export type CreateBureau = z.infer<typeof CreateBureau>;
/** PUT /administration/bureaus/:id. The parent of the administrator's own bureau stays as it is. */
export const ChangeBureau = z.strictObject({ ...bureauFields, expectedVersion: Seen.positive() });
export type ChangeBureau = z.infer<typeof ChangeBureau>;
/** POST /administration/bureaus/:id/merger: the bureau ends, the successor takes over officers, regions and open cases. */
export const MergeBureau = z.strictObject({ successor: BureauId, expectedVersion: Seen.positive() });
export type MergeBureau = z.infer<typeof MergeBureau>;
/** GET /administration/bureaus: the administrator's bureau and all below, those that have ended too. */
export const AdministeredBureau = z.object({ ...bureauFields, id: BureauId, active: z.boolean(), successor: BureauId.nullable(), version: z.int(), officers: z.int(), own: z.boolean() });
export type AdministeredBureau = z.infer<typeof AdministeredBureau>;

/** POST /administration/officers. The officer sets the password himself with the code that the answer shows once. */
export const AppointOfficer = z.strictObject({ loginName: LoginName, name: line(50), idNumber: z.string().trim().toUpperCase().min(1, '请输入身份证号码').max(30), bureau: BureauId, roles: Appointed });
export type AppointOfficer = z.infer<typeof AppointOfficer>;
/** PUT /administration/officers/:id: another bureau or other roles; brings a dismissed officer back. */
export const ChangeOfficer = z.strictObject({ bureau: BureauId, roles: Appointed, expectedVersion: Seen.positive() });
export type ChangeOfficer = z.infer<typeof ChangeOfficer>;
/** POST /administration/officers/:id/dismissal (204): no sign-in from now on, open sessions end at once. */
export const DismissOfficer = z.strictObject({ expectedVersion: Seen.positive() });
export type DismissOfficer = z.infer<typeof DismissOfficer>;
/** POST /administration/officers, POST /administration/officers/:id/enrolment: shown once, never again. */
export const EnrolmentCode = z.object({ account: Id, code: z.string(), expiresAt: Instant });
export type EnrolmentCode = z.infer<typeof EnrolmentCode>;
/** POST /enrolments, without a session. */
export const Enrol = z.strictObject({ code: z.string().trim().min(1, '请输入启用码').max(100), password: Password, captcha: z.string().min(1, '请先完成验证') });
export type Enrol = z.infer<typeof Enrol>;
export const Enrolled = z.object({ loginName: z.string() });

/** An officer's absence and who acts meanwhile; both days included, Asia/Shanghai. */
export const LeaveView = z.object({ leave: Id, officer: Id, officerName: z.string(), delegate: Id.nullable(), delegateName: z.string().nullable(), from: Day, to: Day, state: z.enum(['coming', 'now', 'over']) });
export type LeaveView = z.infer<typeof LeaveView>;
/** POST /leaves, for the supervisor of the bureau or an administrator above. GET /leaves lists those not over; DELETE /leaves/:id ends one (204). */
export const GrantLeave = z.strictObject({ officer: Id, delegate: Id.nullable(), from: Day, to: Day });
export type GrantLeave = z.infer<typeof GrantLeave>;

/** GET /administration/officers?bureau=: officers of the administrator's bureaus, dismissed ones last. */
export const OfficerQuery = z.strictObject({ bureau: z.coerce.number().pipe(BureauId).optional() });
export const AdministeredOfficer = z.object({
  account: Id, loginName: z.string(), name: z.string(), bureau: BureauId, bureauName: z.string(), roles: z.array(z.enum(OFFICE_ROLES)), active: z.boolean(), version: z.int(),
  /** Whether a password has been set. */
  enrolled: z.boolean(),
  /** Whether the caller may change this appointment. */
  changeable: z.boolean(),
});
export type AdministeredOfficer = z.infer<typeof AdministeredOfficer>;
/** GET /colleagues: the present officers of the caller's bureau, for its supervisors. */
export const Colleague = z.object({ account: Id, name: z.string(), loginName: z.string(), roles: z.array(z.enum(OFFICE_ROLES)), onLeave: z.boolean() });
export type Colleague = z.infer<typeof Colleague>;
