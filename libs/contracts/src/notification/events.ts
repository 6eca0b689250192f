import { z } from 'zod';
import { defineEvent } from '../define-event.ts';
import { Id } from '../primitives.ts';

/** Aggregate: the message (SMS). `cause` is the event that asked for it. */
export const SmsSettled = defineEvent('notification.sms.settled.v1', z.object({ sms: Id, account: Id, filing: Id.nullable(), cause: Id, state: z.enum(['sent', 'failed', 'unknown']), code: z.string().nullable() }));

/** Aggregate: the sending. What became of a one-time code that identity asked for (`challenge`); no account is named. */
export const CodeSettled = defineEvent('notification.code.settled.v1', z.object({ sending: Id, challenge: Id, channel: z.enum(['sms', 'email']), state: z.enum(['sent', 'failed', 'unknown']), code: z.string().nullable() }));
/** Aggregate: the retention version. Messages and SMS whose time has come can be read no more; `keys` data keys were destroyed. */
export const MessagesErased = defineEvent('notification.messages.erased.v1', z.object({ keys: z.int().positive(), retention: z.string() }));
