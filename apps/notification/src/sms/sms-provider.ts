import type { Answer } from '../dispatch/dispatch.ts';

/** Injection token of the configured `SmsProvider`; null while none is connected. */
export const SMS_PROVIDER = 'notification:sms-provider';

/** A way to send SMS. `id` is ours and travels as the provider's reference. */
export interface SmsProvider {
  /** Whoever cannot tell whether it was taken throws, or does not answer. */
  send(id: string, to: string, text: string): Promise<Answer>;
  /** What became of an SMS, asked by our id; `unknown` when the provider cannot tell, and then it is never sent again. */
  find(id: string): Promise<Answer | 'unknown'>;
}
