import { Assessment } from './assessment/assessment.entity.ts';
import { AssessmentTables1753500000000 } from './migrations/1753500000000-assessment-tables.ts';
import { ScopedPlumbing1764600000000 } from './migrations/1764600000000-scoped-plumbing.ts';
import { OwnCases1766000000000 } from './migrations/1766000000000-own-cases.ts';

/** Every table of the service that has an entity. */
export const ENTITIES = [Assessment];
/** In the order in which they run. */
export const MIGRATIONS = [AssessmentTables1753500000000, ScopedPlumbing1764600000000, OwnCases1766000000000];
