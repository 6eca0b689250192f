import { z } from 'zod';
import { defineEvent } from '../define-event.ts';
import { Id } from '../primitives.ts';

/** Aggregate: the message (SMS). `cause` is the event that asked for it. */
export const SmsSettled = defineEvent('notification.sms.settled.v1', z.object({ sms: Id, account: Id, filing: Id.nullable(), cause: Id, state: z.enum(['sent', 'failed', 'unknown']), code: z.string().nullable() }));
