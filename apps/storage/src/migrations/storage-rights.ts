import { appendOnly, bureauPolicy, enableRowSecurity, grant, inBureaus, openPolicy, ownerPolicy } from '@beian/kit/db/policies';
import { historyTable } from '@beian/kit/db/versioned';

const API = 'storage_api';
const WORKER = 'storage_worker';

const ACCESS = ['upload_case', 'subject_upload', 'subject_case'];

const IN_CASE = `exists (select 1 from upload_case c where c.upload = upload.id and c.${inBureaus('bureau')})`;
const IN_SUBJECT = `exists (select 1 from subject_upload u join subject_case c on c.subject = u.subject and c.owner = u.owner where u.upload = upload.id and c.${inBureaus('bureau')})`;
const SUBJECT_SEEN = `exists (select 1 from subject_case c where c.subject = subject_upload.subject and c.owner = subject_upload.owner and c.${inBureaus('bureau')})`;

/** Who sees what; nothing is granted that is not named here. */
export function rightsStatements(): string[] {
  return [
    ...['upload', ...ACCESS].map(enableRowSecurity),
    historyTable('upload', 'id', { write: [API] }),
    ...ACCESS.map(appendOnly),

    ownerPolicy('upload', 'owner', API, ['select', 'insert']),
    openPolicy('upload', API, ['select'], IN_CASE, 'case'),
    openPolicy('upload', API, ['select'], IN_SUBJECT, 'subject'),
    grant('upload', API, ['select', 'insert']),
    // The sweeper compares keys of objects with keys of rows, and sees nothing else of them.
    openPolicy('upload', WORKER, ['select']),
    grant('upload', WORKER, ['select'], ['object_key']),

    ...ACCESS.flatMap((table) => [openPolicy(table, WORKER, ['insert']), grant(table, WORKER, ['insert']), grant(table, API, ['select'])]),
    bureauPolicy('upload_case', 'bureau', API, ['select']),
    bureauPolicy('subject_case', 'bureau', API, ['select']),
    openPolicy('subject_upload', API, ['select'], SUBJECT_SEEN, 'case'),
  ];
}
