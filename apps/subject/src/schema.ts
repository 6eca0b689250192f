import { SubjectTables1753200000000 } from './migrations/1753200000000-subject-tables.ts';
import { ScopedPlumbing1764600000000 } from './migrations/1764600000000-scoped-plumbing.ts';
import { Subject } from './subject/subject.entity.ts';

/** Every table of the service that has an entity. */
export const ENTITIES = [Subject];
/** In the order in which they run. */
export const MIGRATIONS = [SubjectTables1753200000000, ScopedPlumbing1764600000000];
