import { serviceEnvironment } from '@beian/kit/config/environment';
import { z } from 'zod';

/** The variables of every service, and how SMS leave. */
export const notificationEnvironment = serviceEnvironment.extend({
  /**
   * `sandbox` keeps what it "sent" in a table that everybody can read, for the embedded stack only. `none`: no provider is
   * connected, and SMS wait.
   */
  SMS_PROVIDER: z.enum(['sandbox', 'none']).default('none'),
  /** The same for e-mails; `smtp` hands them to the mail server of `SMTP_URL`. */
  MAIL_PROVIDER: z.enum(['sandbox', 'smtp', 'none']).default('none'),
  /** `smtps://user:password@host:465` or `smtp://…`, and the sender of every e-mail. */
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  MAIL_FROM: z.email().optional(),
  /** A provider that has not answered by then is asked by our id instead (S9). */
  SMS_TIMEOUT_MS: z.coerce.number().int().min(100).max(60_000).default(10_000),
});

/** The mail server and the sender; throws, naming what is missing, when SMTP is chosen without them. */
export function smtpOf({ SMTP_URL, MAIL_FROM }: Pick<NotificationEnvironment, 'SMTP_URL' | 'MAIL_FROM'>): { readonly url: string; readonly from: string } {
  if (SMTP_URL === undefined || MAIL_FROM === undefined) throw new Error('MAIL_PROVIDER=smtp needs SMTP_URL and MAIL_FROM');
  return { url: SMTP_URL, from: MAIL_FROM };
}

export type NotificationEnvironment = z.infer<typeof notificationEnvironment>;
