import type { Sender } from '../lifecycle/stages.ts';

/** One round of a subject's review of its own (LC-04): opened by 【提交审核】, ended by a decision. The next submission opens the next one. */
export const REVIEW_STAGES = ['submitted', 'in_review', 'approved', 'returned', 'withdrawn'] as const;
export type ReviewStage = (typeof REVIEW_STAGES)[number];
export const REVIEW_STAGE_LABELS: Readonly<Record<ReviewStage, string>> = { submitted: '等待审核', in_review: '审核中', approved: '审核通过', returned: '退回', withdrawn: '已撤回' };
/** Stages in which the clock runs; the others are final. */
export const OPEN_REVIEW_STAGES: readonly ReviewStage[] = ['submitted', 'in_review'];

/** What an officer does with a review; take and release move the row alone, the others go through its run. */
export const REVIEW_MESSAGES = ['take', 'release', 'approve', 'return'] as const;
export type ReviewMessageName = (typeof REVIEW_MESSAGES)[number];
export const REVIEW_MESSAGE_LABELS: Readonly<Record<ReviewMessageName, string>> = { take: '受理', release: '退还', approve: '审核通过', return: '退回' };

/** Chinese sentences of what the table refuses. */
export const REVIEW_REFUSALS = {
  'review.final': '该主体审核已办结，不能再进行任何操作',
  'review.own-case': '该主体与您本人有关，应当回避',
  'review.already-held': '该主体审核已由其他民警受理',
  'review.stage-not-allowed': '主体审核当前所处环节不能进行该操作，请刷新后查看最新状态',
  'review.sender-not-allowed': '您无权对该主体审核进行此操作',
  'review.reason-missing': '请填写理由',
  'review.certificate-registered': '该证件号码的主体已由其他账号登记并审核通过，不能重复通过，请核实后退回',
  'review.changed': '该主体审核已有新的进展，请刷新后再操作',
} as const;
export type ReviewRefusal = keyof typeof REVIEW_REFUSALS;

interface Row {
  readonly from: ReviewStage;
  readonly senders: readonly Sender[];
  readonly next: ReviewStage;
}
const ROWS: Readonly<Record<ReviewMessageName, Row>> = {
  take: { from: 'submitted', senders: ['officer'], next: 'in_review' },
  release: { from: 'in_review', senders: ['holder', 'supervisor'], next: 'submitted' },
  approve: { from: 'in_review', senders: ['holder'], next: 'approved' },
  return: { from: 'in_review', senders: ['holder'], next: 'returned' },
};

/** What is known when a message is decided. */
export interface ReviewFacts {
  readonly message: ReviewMessageName;
  readonly stage: ReviewStage;
  /** In which capacities its sender acts (S4). */
  readonly senders: readonly Sender[];
  /** S4: the sender stands on the subject. */
  readonly ownCase: boolean;
  /** Reasons bound to fields are given (REV-12). */
  readonly reasonsGiven?: boolean;
}
export type ReviewDecision = { readonly allowed: true; readonly next: ReviewStage } | { readonly allowed: false; readonly code: ReviewRefusal };

/** The transition table of a separate review (P.4): where a message leads, or why it does not count. */
export function decideReview({ message, stage, senders, ownCase, reasonsGiven }: ReviewFacts): ReviewDecision {
  const { from, senders: allowed, next } = ROWS[message];
  const refused = (code: ReviewRefusal): ReviewDecision => ({ allowed: false, code });
  if (ownCase) return refused('review.own-case');
  if (!OPEN_REVIEW_STAGES.includes(stage)) return refused('review.final');
  if (message === 'take' && stage === 'in_review') return refused('review.already-held');
  if (stage !== from) return refused('review.stage-not-allowed');
  if (!senders.some((sender) => allowed.includes(sender))) return refused('review.sender-not-allowed');
  if (message === 'return' && reasonsGiven !== true) return refused('review.reason-missing');
  return { allowed: true, next };
}

/** OPN-07: a change is taken back as a filing is, while no officer has ever taken it, and given up once it came back. */
export function mayWithdrawChange(stage: ReviewStage, everTaken: boolean): boolean {
  return stage === 'returned' || (stage === 'submitted' && !everTaken);
}

/** OPN-04, CON-05: whether subjects of a region are reviewed on their own; the localities are prefixes of region codes. */
export function isReviewedSeparately(localities: readonly string[], region: string): boolean {
  return localities.some((locality) => region.startsWith(locality));
}
