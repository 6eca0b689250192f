import type { Answer } from '../dispatch/dispatch.ts';

/** Injection token of the configured `MailProvider`; null while none is connected. */
export const MAIL_PROVIDER = 'notification:mail-provider';

/** What an e-mail says. */
export interface Letter {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** A way to send e-mail. `id` is ours and travels as the message's reference. */
export interface MailProvider {
  /** Whoever cannot tell whether it was taken throws, or does not answer. */
  send(id: string, letter: Letter): Promise<Answer>;
  /** What became of an e-mail, asked by our id; `unknown` when the provider cannot tell, and then it is never sent again. */
  find(id: string): Promise<Answer | 'unknown'>;
}
