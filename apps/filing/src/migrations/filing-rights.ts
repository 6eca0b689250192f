import { appendOnly, AS_SOMEBODY, bureauPolicy, enableRowSecurity, grant, inBureaus, openPolicy, ownerPolicy } from '@beian/kit/db/policies';
import { historyTable } from '@beian/kit/db/versioned';

const API = 'filing_api';
const WORKER = 'filing_worker';
const PUBLIC = 'filing_public';

const FORCED = ['filing', 'application', 'round', 'number_counter', 'host_claim', 'bureau_copy', 'region_copy', 'subject_copy', 'draft'];

/** Columns of a filing that everybody may see (OPN-30). */
const PUBLISHED = ['id', 'object', 'bureau', 'site_name', 'domains', 'hosts', 'interactive', 'state', 'number', 'code', 'issued_at', 'opener_shown', 'opener_kind'];
/** What row operations of the service change; decisions are the worker's. */
const HANDLING = ['version', 'revision', 'bureau', 'holder', 'last_holder', 'ever_taken', 'first_taken_at', 'stage', 'marks'];

/**
 * Beside a bureau's policy the owner's is written so that no index serves it: the two are joined by OR, and the planner
 * would rather merge two indexes and sort than walk the desk's index in order (figures.md 5). Queries name owner or bureau.
 */
const IS_OWNER = `owner is not distinct from nullif(current_setting('beian.account', true), '')::uuid and owner is not null`;

const IS_OFFICER = `current_setting('beian.kind', true) = 'officer'`;

const ofApplication = (condition: string): string => `exists (select 1 from application a where a.id = round.application and ${condition})`;

/** Who sees and changes what; nothing is granted that is not named here. */
export function rightsStatements(): string[] {
  return [
    ...FORCED.map(enableRowSecurity),

    ...['filing', 'application'].flatMap((table) => [
      historyTable(table, 'id', { write: [API, WORKER] }),
      openPolicy(table, API, ['select', 'insert'], IS_OWNER, 'owner'),
      bureauPolicy(table, 'bureau', API, ['select', 'update']),
      bureauPolicy(table, 'bureau', WORKER, ['select', 'insert', 'update']),
      grant(table, API, ['select', 'insert']),
      grant(table, WORKER, ['select', 'insert', 'update']),
    ]),
    grant('application', API, ['update'], HANDLING),
    grant('filing', API, ['update'], ['version', 'bureau']),
    // A filing whose application ended without a number is submitted again by its owner, as application n + 1.
    openPolicy('filing', API, ['update'], `${IS_OWNER} and state in ('ended', 'pending')`, 'again'),
    grant('filing', API, ['update'], ['subject', 'site_name', 'domains', 'hosts', 'interactive', 'state', 'applications', 'opener_name', 'opener_shown', 'opener_kind', 'persons']),
    'grant usage on sequence application_number to filing_api',

    appendOnly('round'),
    openPolicy('round', API, ['select', 'insert'], ofApplication(`a.owner = nullif(current_setting('beian.account', true), '')::uuid`), 'owner'),
    openPolicy('round', API, ['select'], ofApplication(`a.${inBureaus('bureau')}`), 'bureau'),
    openPolicy('round', WORKER, ['select', 'insert'], ofApplication(`a.${inBureaus('bureau')}`), 'bureau'),
    grant('round', API, ['select', 'insert']),
    grant('round', WORKER, ['select', 'insert']),

    openPolicy('number_counter', WORKER, ['select', 'insert', 'update']),
    grant('number_counter', WORKER, ['select', 'insert', 'update']),

    ...['bureau_copy', 'region_copy'].flatMap((table) => [
      openPolicy(table, API, ['select']),
      openPolicy(table, WORKER, ['select', 'insert', 'update']),
      grant(table, API, ['select']),
      grant(table, WORKER, ['select', 'insert', 'update']),
    ]),

    // Whose subject stands where is no public matter: its owner sees it, the desk joins it to its own cases.
    ownerPolicy('subject_copy', 'owner', API, ['select']),
    openPolicy('subject_copy', API, ['select'], IS_OFFICER, 'officer'),
    openPolicy('subject_copy', WORKER, ['select', 'insert', 'update'], AS_SOMEBODY),
    grant('subject_copy', API, ['select']),
    grant('subject_copy', WORKER, ['select', 'insert', 'update']),

    ownerPolicy('draft', 'owner', API, ['select', 'insert', 'update', 'delete']),
    grant('draft', API, ['select', 'insert', 'update', 'delete']),
    // S1: data of a withdrawn or lapsed application become a draft; the worker may put one there and not read any.
    openPolicy('draft', WORKER, ['insert']),
    grant('draft', WORKER, ['insert']),

    openPolicy('filing', PUBLIC, ['select'], `state in ('filed', 'cancelled')`),
    grant('filing', PUBLIC, ['select'], PUBLISHED),
    openPolicy('bureau_copy', PUBLIC, ['select']),
    grant('bureau_copy', PUBLIC, ['select'], ['bureau', 'name']),
  ];
}
