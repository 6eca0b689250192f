import { serviceEnvironment } from '@beian/kit/config/environment';
import { z } from 'zod';

/** The variables of every service, and how SMS leave. */
export const notificationEnvironment = serviceEnvironment.extend({
  /**
   * `sandbox` keeps what it "sent" in a table that everybody can read, for the embedded stack only. `none`: no provider is
   * connected, and SMS wait.
   */
  SMS_PROVIDER: z.enum(['sandbox', 'none']).default('none'),
  /** A provider that has not answered by then is asked by our id instead (S9). */
  SMS_TIMEOUT_MS: z.coerce.number().int().min(100).max(60_000).default(10_000),
});
export type NotificationEnvironment = z.infer<typeof notificationEnvironment>;
