import { createTransport, type Transporter } from 'nodemailer';
import type { Answer } from '../dispatch/dispatch.ts';
import type { Letter, MailProvider } from './mail-provider.ts';

/** What nodemailer says when it had not begun to hand anything over. */
const BEFORE_THE_LETTER = new Set(['EDNS', 'EAUTH', 'ETLS', 'EENVELOPE', 'ENOAUTH']);
// A connection that broke says `CONN` whether or not the letter was through, so only one that never stood is certain.

/** Any mail server that speaks SMTP. */
export class SmtpProvider implements MailProvider {
  private readonly transport: Transporter;
  private readonly from: string;

  /**
   * @param url `smtps://user:password@host:465` or `smtp://…`
   * @param from sender of every e-mail
   * @param timeoutMs after which a silent server is given up
   */
  constructor(url: string, from: string, timeoutMs: number) {
    this.from = from;
    // No logger: it would write recipients and texts.
    this.transport = createTransport({ url, connectionTimeout: timeoutMs, greetingTimeout: timeoutMs, socketTimeout: timeoutMs, disableFileAccess: true, disableUrlAccess: true });
  }

  /** The server's own 4xx or 5xx, or a fault before the letter was begun, is a refusal; everything else is a doubt and thrown. */
  async send(id: string, { to, subject, text }: Letter): Promise<Answer> {
    try {
      await this.transport.sendMail({ from: this.from, to: { name: '', address: to }, subject, text, messageId: `<${id}@${hostOf(this.from)}>`, headers: { 'auto-submitted': 'auto-generated' } });
      return 'accepted';
    } catch (error) {
      const { code = '', responseCode, syscall } = error as { code?: string; responseCode?: number; syscall?: string };
      if (responseCode !== undefined || BEFORE_THE_LETTER.has(code) || syscall === 'connect') return 'refused';
      throw error;
    }
  }

  /** SMTP cannot be asked afterwards. */
  async find(): Promise<'unknown'> {
    return 'unknown';
  }
}

function hostOf(from: string): string {
  return /@([^>\s]+)>?\s*$/.exec(from)?.[1] ?? 'localhost';
}
