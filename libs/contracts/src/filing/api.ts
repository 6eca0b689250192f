import { z } from 'zod';
import { FORMS } from '@beian/rules/forms/forms';
import { APPLICATION_KINDS, MESSAGES, STAGES } from '@beian/rules/lifecycle/stages';
import { BureauId, Day, DraftKind, Id, Instant, ObjectKind, Seen } from '../primitives.ts';
import { Finding } from '../subject/api.ts';
import { Reason } from '../reason.ts';
import { FORM_DATA, SHOWN_FORMS } from './forms.ts';

const stage = z.enum(STAGES);
const kind = z.enum(APPLICATION_KINDS);

/**
 * PUT /drafts/:id (the id is the client's UUID). Content is kept as typed, incomplete or wrong (OPN-37), at most 256 KiB. `subject`: under which
 * a filing is begun; of a draft of a subject the one that it changes, null for a new one (OPN-08).
 */
export const SaveDraft = z.strictObject({ object: DraftKind, subject: Id.nullable(), step: z.int().min(0).max(9), content: z.record(z.string(), z.unknown()), expectedVersion: Seen });
export type SaveDraft = z.infer<typeof SaveDraft>;
export const DraftSummary = z.object({ draft: Id, object: DraftKind, subject: Id.nullable(), name: z.string(), step: z.int(), version: z.int(), savedAt: Instant });
export type DraftSummary = z.infer<typeof DraftSummary>;
/** GET /drafts/:id; GET /drafts lists DraftSummary[]; DELETE /drafts/:id (204). */
export const DraftView = DraftSummary.extend({ content: z.record(z.string(), z.unknown()) });
export type DraftView = z.infer<typeof DraftView>;

const submission = <O extends ObjectKind>(object: O) => z.strictObject({
  application: Id,
  filing: Id,
  kind: z.literal('new'),
  object: z.literal(object),
  subjectReceipt: z.string(),
  uploadReceipts: z.array(z.string()).max(40),
  data: FORM_DATA[object],
  /** Version of the notice texts that were accepted (WEB-40, OPN-26). */
  notice: z.strictObject({ version: z.string().min(1), accepted: z.literal(true, `请阅读并勾选“${FORMS[object].accept}”`) }),
  draft: Id.nullable(),
});
/** POST /applications: submits a new filing of any kind. `application` and `filing` are the client's UUIDs: a repeat answers the same. `draft` is removed by it. */
export const SubmitApplication = z.discriminatedUnion('object', [submission('website'), submission('mini_program'), submission('app'), submission('app_market'), submission('provider')]);
export type SubmitApplication = z.infer<typeof SubmitApplication>;
/** A submission of one kind. */
export type SubmissionOf<O extends ObjectKind> = Extract<SubmitApplication, { object: O }>;

/** GET /applications (own, newest first): 我的申请. GET /desk: the officer's list in the same shape plus `waitingSubject`. */
export const ApplicationSummary = z.object({
  application: Id, filing: Id, n: z.int(), number: z.string(), kind, object: ObjectKind, label: z.string(), siteName: z.string(),
  stage, stageLabel: z.string(), revision: z.int(), bureau: BureauId, bureauName: z.string(), holder: Id.nullable(),
  submittedAt: Instant, dueOn: Day.nullable(), workingDaysLeft: z.int().nullable(), interactive: z.boolean(), filingNumber: z.string().nullable(),
});
export type ApplicationSummary = z.infer<typeof ApplicationSummary>;
export const ApplicationPage = z.object({ items: z.array(ApplicationSummary), next: z.string().nullable() });
export type ApplicationPage = z.infer<typeof ApplicationPage>;
/** GET /desk?queue=&kind=&after=&limit=: queue names of the officer's desk. */
export const DESK_QUEUES = ['open', 'mine', 'unclaimed', 'overdue', 'returned', 'closed'] as const;
export const DeskQuery = z.strictObject({ queue: z.enum(DESK_QUEUES).default('open'), kind: kind.optional(), q: z.string().max(60).optional(), after: z.string().optional(), limit: z.coerce.number().int().min(1).max(100).default(50) });

/** GET /desk/given-away: all that a bureau still sees of what it has transferred. */
export const GivenAway = z.object({ number: z.string(), bureauName: z.string(), at: Instant });
export type GivenAway = z.infer<typeof GivenAway>;

/** A step of the case's visible history (owner and officer). */
export const HistoryStep = z.object({ at: Instant, action: z.enum(MESSAGES), label: z.string(), stage, by: z.enum(['owner', 'officer', 'platform']), note: z.string().nullable() });
/** S7: a filing of another subject under the same registrable domain, by what an officer may quote to its bureau; null when it is the officer's own (S4). */
export const Duplicate = z.object({ domain: z.string(), number: z.string().nullable(), bureauName: z.string().nullable() });
export type Duplicate = z.infer<typeof Duplicate>;
const CaseView = ApplicationSummary.extend({
  erased: z.boolean(), mayReveal: z.boolean(), subject: Id, subjectRevision: z.int(), subjectState: z.enum(['submitted', 'approved', 'returned']), subjectName: z.string(),
  round: z.int(), reasons: z.array(Reason), findings: z.array(Finding), marks: z.array(z.object({ code: z.string(), message: z.string() })),
  actions: z.array(z.enum(MESSAGES)), history: z.array(HistoryStep), brigadePhone: z.string().nullable(), lapsesOn: Day.nullable(),
  /** Version of the dictionaries that the form's options are of (OPN-57). */
  dictionariesVersion: z.int().min(0),
  /** OPN-19: what an officer has decided, and why; null where what is computed holds. */
  interactiveSetting: z.object({ interactive: z.boolean(), reason: z.string() }).nullable(),
  /** WEB-40, OPN-26: which texts the owner accepted, and when; GET /notices/:version gives them. */
  notice: z.object({ version: z.string(), acceptedAt: Instant }),
  /** Told to officers only. */
  duplicates: z.array(Duplicate),
  /** OPN-02: of the submitting account at that time; null where it was not kept. */
  identityLevel: z.enum(['none', 'real_person']).nullable(),
});
const viewOf = <O extends ObjectKind>(object: O) => CaseView.extend({ object: z.literal(object), data: SHOWN_FORMS[object] });
/** GET /applications/:id: the whole case with its kind's form, in clear for its owner, masked for officers. `erased`: the form is gone by law, `data` holds 已删除 in its place. `mayReveal`: the caller holds the case. `actions` are those that the caller could send now. */
export const ApplicationView = z.discriminatedUnion('object', [viewOf('website'), viewOf('mini_program'), viewOf('app'), viewOf('app_market'), viewOf('provider')]);
export type ApplicationView = z.infer<typeof ApplicationView>;

/**
 * POST /applications/:id/actions/:action, header `Idempotency-Key` = command id (UUID). 200 settled, 409 refused by the rules
 * (problem with the code), 503 voided: nothing has changed. `?via=signal`: 202, ask GET /commands/:id.
 */
export const ActOnApplication = z.strictObject({ expectedRevision: Seen, payload: z.unknown() });
export const CommandView = z.object({
  command: Id, application: Id, action: z.string(), via: z.enum(['update', 'signal', 'row']), status: z.enum(['pending', 'applied', 'refused', 'void']),
  code: z.string().nullable(), message: z.string().nullable(), stage: stage.nullable(), revision: z.int().nullable(), filingNumber: z.string().nullable(), at: Instant,
});
export type CommandView = z.infer<typeof CommandView>;

/** GET /applications/:id/due-date: every day, counted or not, and why (S2). */
export const DueDateView = z.object({
  dueOn: Day, provisional: z.boolean(), calendar: z.string(), daysUsed: z.int(), officerDays: z.int(),
  days: z.array(z.object({ date: Day, counted: z.boolean(), number: z.int().nullable(), why: z.string() })),
});
export type DueDateView = z.infer<typeof DueDateView>;

/** GET /filings: 我的网站 and the like. GET /filings/:id (FilingView), /filings/:id/icon (PNG), number, icon and code only once filed (NUM-08); `html` only where there is a page to paste it into (OPN-25). */
export const FilingSummary = z.object({
  filing: Id, object: ObjectKind, subject: Id, siteName: z.string(), domain: z.string(), state: z.enum(['pending', 'filed', 'cancelled', 'ended']), stateLabel: z.string(), number: z.string().nullable(), issuedAt: Instant.nullable(),
  /** OPN-07: in what the subject has changed since the filing was last approved, and when the last change was; null when it has not. */
  subjectChange: z.object({ fields: z.array(z.string()), changedAt: Instant }).nullable(),
});
export type FilingSummary = z.infer<typeof FilingSummary>;
export const FilingView = FilingSummary.extend({
  domains: z.array(z.string()), interactive: z.boolean(), bureauName: z.string(), subjectName: z.string(), code: z.string().nullable(), html: z.string().nullable(), iconUrl: z.string().nullable(),
  applications: z.array(ApplicationSummary), displayBy: Day.nullable(),
});
export type FilingView = z.infer<typeof FilingView>;

/** GET /public/filings?q=<number, 14 digits or domain>: the public look-up (OPN-30). An individual's name is masked. */
export const PublicFiling = z.object({
  object: ObjectKind, siteName: z.string(), domains: z.array(z.string()), opener: z.string(), openerKind: z.string(), interactive: z.boolean(), number: z.string(), bureauName: z.string(), filedOn: Day, state: z.enum(['filed', 'cancelled', 'revoked']),
});
export type PublicFiling = z.infer<typeof PublicFiling>;
export const PublicSearch = z.object({ items: z.array(PublicFiling) });

/** GET /notices/current: texts of the last step, versioned (OPN-26); a form's `notices` names those that it shows. GET /notices/:version: those that an application accepted. */
export const NoticeView = z.object({ version: z.string(), title: z.string(), texts: z.array(z.object({ key: z.enum(['duty', 'protection']), heading: z.string(), body: z.string() })) });
export type NoticeView = z.infer<typeof NoticeView>;
