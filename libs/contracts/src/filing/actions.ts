import { z } from 'zod';
import type { Message } from '@beian/rules/lifecycle/stages';
import { BureauId, Id, Seen, type ObjectKind } from '../primitives.ts';
import { because, Reason } from '../reason.ts';
import { FORM_DATA } from './forms.ts';

/** How an action reaches the case: a row operation of the service, or a message of the run (signal and Update). */
export interface ActionDefinition<N extends Message = Message, T = unknown> {
  readonly name: N;
  readonly channel: 'row' | 'run';
  readonly payload: z.ZodType<T>;
}
const action = <N extends Message, S extends z.ZodType>(name: N, channel: 'row' | 'run', payload: S): ActionDefinition<N, z.infer<S>> =>
  ({ name, channel, payload } as ActionDefinition<N, z.infer<S>>);

const nothing = z.strictObject({});
/** The corrected form, which is of the kind that the case is about. */
const correction = <O extends ObjectKind>(object: O) =>
  z.strictObject({ object: z.literal(object), data: FORM_DATA[object], subjectReceipt: z.string(), uploadReceipts: z.array(z.string()).max(40) });

/** Every action offered now; senders, stages and outcomes stand in the transition table of libs/rules (S1). */
export const ACTIONS = {
  take: action('take', 'row', nothing),
  release: action('release', 'row', nothing),
  transfer: action('transfer', 'row', z.strictObject({ bureau: BureauId, reason: because })),
  reassign: action('reassign', 'row', z.strictObject({ officer: Id, reason: because })),
  passInitial: action('passInitial', 'run', nothing),
  approve: action('approve', 'run', nothing),
  return: action('return', 'run', z.strictObject({ reasons: z.array(Reason).min(1, '至少写明一条理由').max(30) })),
  setInteractive: action('setInteractive', 'run', z.strictObject({ interactive: z.boolean(), reason: because })),
  resubmit: action('resubmit', 'run', z.discriminatedUnion('object', [correction('website'), correction('mini_program'), correction('app'), correction('app_market'), correction('provider')])),
  withdraw: action('withdraw', 'run', nothing),
} as const;
export type ActionName = keyof typeof ACTIONS;
export type PayloadOf<N extends ActionName> = z.infer<(typeof ACTIONS)[N]['payload']>;
/** Actions that the run gets as signal and as Update. */
export const RUN_ACTIONS = ['passInitial', 'approve', 'return', 'resubmit', 'withdraw', 'setInteractive'] as const satisfies readonly ActionName[];
export type RunAction = (typeof RUN_ACTIONS)[number];

/** What a message to the run carries: ids, codes, times; the payload stays in the command's row. */
export const RunMessage = z.strictObject({
  command: Id,
  application: Id,
  action: z.string(),
  payloadDigest: z.string(),
  expectedRevision: Seen,
  issuedAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  /** SHA-256 of identity's token that the actor presented. */
  credential: z.string(),
  key: z.string(),
  signature: z.string(),
});
export type RunMessage = z.infer<typeof RunMessage>;
