import { SubjectTables1753200000000 } from './migrations/1753200000000-subject-tables.ts';
import { CaseBureau1764300000000 } from './migrations/1764300000000-case-bureau.ts';
import { ScopedPlumbing1764600000000 } from './migrations/1764600000000-scoped-plumbing.ts';
import { FilingBureauInScope1764600000004 } from './migrations/1764600000004-filing-bureau-in-scope.ts';
import { SubjectErasure1765000100000 } from './migrations/1765000100000-subject-erasure.ts';
import { OwnCases1766000000000 } from './migrations/1766000000000-own-cases.ts';
import { OperationRegion1769000000000 } from './migrations/1769000000000-operation-region.ts';
import { SeparateReview1770000000000 } from './migrations/1770000000000-separate-review.ts';
import { SubjectChange1771000000000 } from './migrations/1771000000000-subject-change.ts';
import { OneCertificate1771000000001 } from './migrations/1771000000001-one-certificate.ts';
import { ChangeOutcomes1772000000000 } from './migrations/1772000000000-change-outcomes.ts';
import { ReviewCommand } from './separate/review-command.entity.ts';
import { Review } from './separate/review.entity.ts';
import { Subject } from './subject/subject.entity.ts';

/** Every table of the service that has an entity. */
export const ENTITIES = [Subject, Review, ReviewCommand];
/** In the order in which they run. */
export const MIGRATIONS = [
  SubjectTables1753200000000, CaseBureau1764300000000, ScopedPlumbing1764600000000, FilingBureauInScope1764600000004, SubjectErasure1765000100000, OwnCases1766000000000, OperationRegion1769000000000, SeparateReview1770000000000, SubjectChange1771000000000, OneCertificate1771000000001,
  ChangeOutcomes1772000000000,
];
