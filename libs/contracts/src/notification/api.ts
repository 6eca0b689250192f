import { z } from 'zod';
import { Id, Instant, Sealed } from '../primitives.ts';

/** One message of 系统通知. `link` is a path in the portal. */
export const MessageView = z.object({ message: Id, title: z.string(), body: z.string(), link: z.string().nullable(), readAt: Instant.nullable(), at: Instant });
export type MessageView = z.infer<typeof MessageView>;
/** GET /messages?after=<message id>&limit=50: newest first, keyset. GET /messages/unread. POST /messages/:id/read (204). */
export const MessagePage = z.object({ items: z.array(MessageView), next: Id.nullable(), unread: z.int() });
export type MessagePage = z.infer<typeof MessagePage>;

/** POST /code-orders (204): the order that came with a challenge; a repeat, also by the event of the same code, sends nothing more. */
export const HandOnOrder = z.strictObject({ challenge: Id, order: Sealed });
export type HandOnOrder = z.infer<typeof HandOnOrder>;

/** State of an SMS (S9): unknown is never re-sent by itself. */
export const SmsState = z.enum(['waiting', 'sent', 'failed', 'unknown']);
/** GET /sandbox/sms: what the sandbox provider "sent"; exists only while the sandbox provider is configured. */
export const SandboxSms = z.object({ id: Id, to: z.string(), text: z.string(), at: Instant });
export type SandboxSms = z.infer<typeof SandboxSms>;
/** GET /sandbox/emails: the same for e-mail. */
export const SandboxEmail = z.object({ id: Id, to: z.string(), subject: z.string(), text: z.string(), at: Instant });
export type SandboxEmail = z.infer<typeof SandboxEmail>;
