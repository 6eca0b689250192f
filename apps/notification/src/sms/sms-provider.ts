/** Injection token of the configured `SmsProvider`; null while none is connected. */
export const SMS_PROVIDER = 'notification:sms-provider';

/** A way to send SMS. `id` is ours and travels as the provider's reference. */
export interface SmsProvider {
  /** `refused` only when it is certain that nothing was taken; whoever cannot tell throws, or does not answer. */
  send(id: string, to: string, text: string): Promise<'accepted' | 'refused'>;
  /** What became of an SMS, asked by our id; `unknown` when the provider cannot tell. */
  find(id: string): Promise<'accepted' | 'unknown'>;
}
