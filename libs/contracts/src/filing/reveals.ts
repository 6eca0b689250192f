import { z } from 'zod';
import { Id } from '../primitives.ts';

/** What an officer may open a personal field for; the code is the ground in the auditor's record. */
export const REVEAL_REASONS = {
  verify_identity: '核对证件与填报信息',
  contact_party: '联系当事人',
  verify_address: '核实地址、属地',
  examine_picture: '核查证件图片',
  handle_report: '处理举报、投诉',
} as const;
export type RevealReason = keyof typeof REVEAL_REASONS;
const reason = z.enum(Object.keys(REVEAL_REASONS) as [RevealReason, ...RevealReason[]], '请选择查看原因');

/** For how long a screen shows what was revealed, in seconds. */
export const REVEAL_SECONDS = 60;
/** Reveals of one officer a day (Asia/Shanghai); the next is refused and alarmed (abuse 36). */
export const REVEALS_A_DAY = 300;

/** POST /applications/:id/reveals: `field` is the path that reasons use; a picture's is given with its upload. */
export const RevealRequest = z.strictObject({ field: z.string().max(60), upload: Id.optional(), reason });
export type RevealRequest = z.infer<typeof RevealRequest>;
/** The value, if this service holds it; otherwise a receipt for the service that does. */
export const RevealAnswer = z.object({ field: z.string(), value: z.string().nullable(), receipt: z.string().nullable() });
export type RevealAnswer = z.infer<typeof RevealAnswer>;

/** POST /subjects/:id/revisions/:revision/reveals and POST /uploads/:id/reveal: filing's receipt. */
export const RevealByReceipt = z.strictObject({ receipt: z.string().max(4000) });
export type RevealByReceipt = z.infer<typeof RevealByReceipt>;
export const RevealedValue = z.object({ field: z.string(), value: z.string() });
export type RevealedValue = z.infer<typeof RevealedValue>;

/** Filing has found the officer competent and recorded the reveal; valid for a minute, for this account alone. */
export const RevealReceipt = z.object({ account: Id, application: Id, filing: Id, subject: Id, revision: z.int().positive(), field: z.string(), upload: Id.nullable(), reason });
export type RevealReceipt = z.infer<typeof RevealReceipt>;
export const REVEAL_RECEIPT = 'beian.reveal-receipt.v1';
