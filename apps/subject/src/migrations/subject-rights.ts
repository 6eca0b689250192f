import { appendOnly, bureauPolicy, enableRowSecurity, grant, inBureaus, openPolicy, ownedBy, ownerPolicy } from '@beian/kit/db/policies';
import { historyTable } from '@beian/kit/db/versioned';

const API = 'subject_api';
const WORKER = 'subject_worker';

/** The subject stands in a case of one of the session's bureaus; `column` names the subject. */
const inCase = (column: string): string => `exists (select 1 from subject_case c where c.subject = ${column} and c.${inBureaus('bureau')})`;

/** Who sees and changes what; nothing is granted that is not named here. */
export function rightsStatements(): string[] {
  return [
    ...['subject', 'subject_revision', 'subject_decision', 'subject_case'].map(enableRowSecurity),
    historyTable('subject', 'id', { write: [API, WORKER] }),
    ...['subject_revision', 'subject_decision', 'subject_case'].map(appendOnly),

    // An owner submits and corrects; that a subject is approved or returned is said by the worker alone.
    openPolicy('subject', API, ['insert'], `${ownedBy('owner')} and state = 'submitted'`, 'submit'),
    ownerPolicy('subject', 'owner', API, ['select']),
    openPolicy('subject', API, ['select'], inCase('subject.id'), 'case'),
    `create policy subject_revise_api on subject for update to ${API} using (${ownedBy('owner')}) with check (${ownedBy('owner')} and state = 'submitted')`,
    grant('subject', API, ['select', 'insert']),
    grant('subject', API, ['update'], ['version', 'type', 'region', 'unit_name', 'state', 'revision', 'certificate_index', 'submitted_at']),
    openPolicy('subject', WORKER, ['select', 'update'], inCase('subject.id'), 'case'),
    grant('subject', WORKER, ['select']),
    grant('subject', WORKER, ['update'], ['version', 'state', 'approved_revision']),

    ownerPolicy('subject_revision', 'owner', API, ['select', 'insert']),
    openPolicy('subject_revision', API, ['select'], inCase('subject_revision.subject'), 'case'),
    grant('subject_revision', API, ['select', 'insert']),

    bureauPolicy('subject_decision', 'bureau', WORKER, ['select', 'insert']),
    grant('subject_decision', WORKER, ['select', 'insert']),

    // A case is told by the filing service's events, and by its commands while Kafka is down.
    openPolicy('subject_case', WORKER, ['insert']),
    bureauPolicy('subject_case', 'bureau', WORKER, ['select']),
    grant('subject_case', WORKER, ['select', 'insert']),
    ownerPolicy('subject_case', 'owner', API, ['select']),
    bureauPolicy('subject_case', 'bureau', API, ['select']),
    grant('subject_case', API, ['select']),
  ];
}
