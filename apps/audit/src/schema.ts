import { AuditTables1753400000000 } from './migrations/1753400000000-audit-tables.ts';
import { DoneRecords1753400000001 } from './migrations/1753400000001-done-records.ts';
import { FilingPersons1764300000000 } from './migrations/1764300000000-filing-persons.ts';
import { ScopedPlumbing1764600000000 } from './migrations/1764600000000-scoped-plumbing.ts';
import { OwnCases1766000000000 } from './migrations/1766000000000-own-cases.ts';

/** No table has an entity: records are append-only, and the directory is a copy. */
export const ENTITIES = [];
/** In the order in which they run. */
export const MIGRATIONS = [AuditTables1753400000000, DoneRecords1753400000001, FilingPersons1764300000000, ScopedPlumbing1764600000000, OwnCases1766000000000];
