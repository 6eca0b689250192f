import { z } from 'zod';
import { Day, Id, Instant, line as text, lines, RegionCode, Seen } from '../primitives.ts';
import { Reason } from '../reason.ts';
import { ReviewStanding } from './reviews.ts';

export const CertificateType = z.enum(['resident_id', 'hmt_residence', 'home_permit', 'taiwan_permit', 'foreign_permanent', 'passport']);
export type CertificateType = z.infer<typeof CertificateType>;
export const UnitType = z.enum(['enterprise', 'military', 'government', 'institution', 'association']);
export type UnitType = z.infer<typeof UnitType>;

/** A natural person on a form (SUB-20..22, WEB-37). `validUntil` null means 长期. */
export const Person = z.strictObject({
  name: text(50),
  certificateType: CertificateType,
  certificateNumber: text(30),
  validUntil: Day.nullable(),
  mobile: text(20),
  email: z.email('请输入正确的邮箱地址').max(100, '最多100字'),
});
export type Person = z.infer<typeof Person>;

/** Responsible person of the subject: also residence (SUB-18) and office telephone (SUB-19). */
export const ResponsiblePerson = Person.extend({ residence: text(200), officePhone: text(30) });
export type ResponsiblePerson = z.infer<typeof ResponsiblePerson>;

/** S5: 运营所在地, which says the bureau of a subject whose own place lies outside the province. */
const operationRegion = RegionCode.optional();

/** SUB-10..23. Images are uploads of purpose `certificate`, at most 512 KiB each (SUB-24). */
export const SubjectData = z.discriminatedUnion('nature', [
  z.strictObject({
    nature: z.literal('individual'),
    region: RegionCode,
    operationRegion,
    responsible: ResponsiblePerson,
    images: z.strictObject({ openerId: Id }),
  }),
  z.strictObject({
    nature: z.literal('unit'),
    type: UnitType,
    name: text(100),
    certificateNumber: text(30),
    /** 投资或主管单位: the name of the legal person or top leader (SUB-17). */
    leader: text(50),
    region: RegionCode,
    operationRegion,
    address: text(200),
    responsible: ResponsiblePerson,
    images: z.strictObject({ licence: Id, openerId: Id }),
    /** OPN-70: declared by the applicant; they count once an officer has approved the revision that says so. */
    nationalLevel: z.boolean().optional(),
    governmentAuthorised: z.boolean().optional(),
    /** Explanation where the code needs one (S6). */
    explanation: lines(0, 500).optional(),
  }),
]);
export type SubjectData = z.infer<typeof SubjectData>;

/** POST /subjects: `subject` is chosen by the client (UUID), so a repeat changes nothing. `uploads` are storage's receipts of the images. */
export const SubmitSubject = z.strictObject({ subject: Id, data: SubjectData, uploads: z.array(z.string()).max(10) });
export type SubmitSubject = z.infer<typeof SubmitSubject>;
/** PUT /subjects/:id: a new revision; `expectedRevision` guards against two windows. */
export const ReviseSubject = z.strictObject({ data: SubjectData, uploads: z.array(z.string()).max(10), expectedRevision: Seen.positive() });
export type ReviseSubject = z.infer<typeof ReviseSubject>;

export const SubjectState = z.enum(['submitted', 'approved', 'returned']);
export type SubjectState = z.infer<typeof SubjectState>;
/** What a rule found (libs/rules); `rule` names the requirement, `hit` the words that were met, `explain` asks for a written explanation. */
export const Finding = z.object({ code: z.string(), level: z.enum(['refuse', 'warn']), field: z.string().optional(), message: z.string(), rule: z.string().optional(), hit: z.string().optional(), explain: z.boolean().optional() });

/** The form as it is shown: a masked e-mail address is none any more. */
const ShownPerson = ResponsiblePerson.extend({ email: z.string() });
export const ShownSubject = z.discriminatedUnion('nature', [SubjectData.options[0].extend({ responsible: ShownPerson }), SubjectData.options[1].extend({ responsible: ShownPerson })]);

/** GET /subjects (list, masked). `erased`: the form is gone by law, nothing is filed under it any more. `review`: how its own review stands, where subjects are reviewed on their own (OPN-04). `change`: how its change stands (OPN-07), while it is under review or returned. */
export const SubjectSummary = z.object({ subject: Id, revision: z.int(), state: SubjectState, nature: z.enum(['individual', 'unit']), type: z.string(), name: z.string(), region: RegionCode, submittedAt: Instant, erased: z.boolean(), review: ReviewStanding.optional(), change: ReviewStanding.optional() });
export type SubjectSummary = z.infer<typeof SubjectSummary>;
/** GET /subjects/:id (owner): in clear. GET /subjects/:id/revisions/:revision (officer): masked. `erased`: the form is gone by law, `data` holds 已删除 in its place. */
export const SubjectView = SubjectSummary.extend({
  /** Told to officers only (OPN-65): what other accounts have registered under the same certificate number. */
  sameCertificate: z.object({ approved: z.boolean(), waiting: z.int() }).optional(),
  data: ShownSubject, warnings: z.array(Finding), review: ReviewStanding.extend({ reasons: z.array(Reason) }).optional(),
});
export type SubjectView = z.infer<typeof SubjectView>;
/**
 * POST /subjects/:id/changes (ReviseSubject → 201 SubjectChangeView, OPN-07): `expectedRevision` is what the owner has seen: the one
 * in force or, of a returned change, that one's. GET /subjects/:id/change: the same in clear, while it is under review or returned.
 */
export const SubjectChangeView = z.object({
  subject: Id, revision: z.int(), replaces: z.int(), review: ReviewStanding, submittedAt: Instant, fields: z.array(z.string()), reasons: z.array(Reason),
  data: ShownSubject, warnings: z.array(Finding),
});
export type SubjectChangeView = z.infer<typeof SubjectChangeView>;
/** POST /subjects/:id/change/withdrawal (204): while no officer has ever taken it, or once it came back; `expectedRevision` is the change's. */
export const WithdrawChange = z.strictObject({ expectedRevision: Seen.positive() });
/** GET /subjects/:id/changes (owner): what was approved, newest first. */
export const SubjectChange = z.object({ revision: z.int(), replaces: z.int(), fields: z.array(z.string()), decidedAt: Instant });
export type SubjectChange = z.infer<typeof SubjectChange>;
/**
 * GET /subjects/:id/revisions (officer), newest first: what has become of each revision. `fields`: in what it differs from the one that it
 * corrects or replaces; none of the first, and of those before this was kept.
 */
export const SubjectStep = z.object({ at: Instant, step: z.enum(['submitted', 'corrected', 'approved', 'returned', 'change_submitted', 'changed', 'change_returned', 'change_withdrawn']), revision: z.int(), fields: z.array(z.string()) });
export type SubjectStep = z.infer<typeof SubjectStep>;
/** POST /subjects/:id/receipt: a SubjectReceipt (JWT), at most 30 minutes. */
export const ReceiptAnswer = z.object({ receipt: z.string() });
