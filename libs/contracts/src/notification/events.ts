import { z } from 'zod';
import { defineEvent } from '../define-event.ts';
import { Id } from '../primitives.ts';

/** Aggregate: the message (SMS). `cause` is the event that asked for it. */
export const SmsSettled = defineEvent('notification.sms.settled.v1', z.object({ sms: Id, account: Id, filing: Id.nullable(), cause: Id, state: z.enum(['sent', 'failed', 'unknown']), code: z.string().nullable() }));

/** Aggregate: the sending. What became of a one-time code that identity asked for (`challenge`); no account is named. */
export const CodeSettled = defineEvent('notification.code.settled.v1', z.object({ sending: Id, challenge: Id, channel: z.enum(['sms', 'email']), state: z.enum(['sent', 'failed', 'unknown']), code: z.string().nullable() }));
