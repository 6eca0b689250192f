import { appendOnly, AS_PLATFORM, enableRowSecurity, grant, inBureaus, openPolicy } from '@beian/kit/db/policies';

const API = 'audit_api';
const WORKER = 'audit_worker';

const AUDITOR = `'auditor' = any(nullif(current_setting('beian.roles', true), '')::text[])`;
/** A transferred case moves with its history; who held it before keeps what was done under the own bureau. */
const CASE_OF_BUREAU = `exists (select 1 from filing_directory d where d.filing = record.filing and d.${inBureaus('bureau')})`;

const DIRECTORY = ['filing_directory', 'bureau_directory', 'officer_directory'];

/** Who sees what; nothing is granted that is not named here. */
export function rightsStatements(): string[] {
  return [
    ...['record', ...DIRECTORY].map(enableRowSecurity),
    appendOnly('record'),

    openPolicy('record', WORKER, ['select', 'insert'], AS_PLATFORM),
    grant('record', WORKER, ['select', 'insert']),
    openPolicy('record', API, ['select'], `${AUDITOR} and (${inBureaus('bureau')} or ${CASE_OF_BUREAU})`, 'auditor'),
    grant('record', API, ['select']),

    openPolicy('filing_directory', API, ['select'], `${AUDITOR} and ${inBureaus('bureau')}`, 'auditor'),
    ...['bureau_directory', 'officer_directory'].map((table) => openPolicy(table, API, ['select'], AUDITOR, 'auditor')),
    ...DIRECTORY.flatMap((table) => [grant(table, API, ['select']), openPolicy(table, WORKER, ['select', 'insert', 'update'], AS_PLATFORM), grant(table, WORKER, ['select', 'insert', 'update'])]),
  ];
}
