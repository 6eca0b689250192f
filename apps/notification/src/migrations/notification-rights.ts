import { appendOnly, AS_PLATFORM, AS_SOMEBODY, enableRowSecurity, grant, openPolicy, ownerPolicy } from '@beian/kit/db/policies';
import { historyTable } from '@beian/kit/db/versioned';

const API = 'notification_api';
const WORKER = 'notification_worker';


const COPIES = ['contact', 'officer_copy', 'bureau_copy', 'case_copy'];

/** Who sees and changes what; nothing is granted that is not named here. */
export function rightsStatements(): string[] {
  return [
    ...['message', 'message_read', 'sms', 'sandbox_sms', ...COPIES].map(enableRowSecurity),
    ...['message', 'message_read', 'sandbox_sms'].map(appendOnly),
    historyTable('sms', 'id', { write: [WORKER] }),

    // A person reads the own messages and marks them; only the platform writes any.
    ownerPolicy('message', 'account', API, ['select']),
    grant('message', API, ['select']),
    ownerPolicy('message_read', 'account', API, ['select', 'insert']),
    grant('message_read', API, ['select', 'insert']),
    openPolicy('message', WORKER, ['insert'], AS_PLATFORM),
    grant('message', WORKER, ['insert']),

    openPolicy('sms', WORKER, ['select', 'insert', 'update'], AS_PLATFORM),
    grant('sms', WORKER, ['select', 'insert']),
    grant('sms', WORKER, ['update'], ['version', 'state', 'code', 'attempts', 'asks', 'due_at', 'settled_at']),

    openPolicy('sandbox_sms', WORKER, ['select', 'insert'], AS_PLATFORM),
    grant('sandbox_sms', WORKER, ['select', 'insert']),
    openPolicy('sandbox_sms', API, ['select'], AS_SOMEBODY),
    grant('sandbox_sms', API, ['select']),

    ...COPIES.flatMap((table) => [openPolicy(table, WORKER, ['select', 'insert', 'update'], AS_PLATFORM), grant(table, WORKER, ['select', 'insert', 'update'])]),
  ];
}
