import { z } from 'zod';
import { Id, Instant, ObjectKind } from '../primitives.ts';

/** GET /assessments: the own assessments (历史安全评估). GET /assessments/area: those submitted in the area of 网信, read-only (S4). */
export const AssessmentSummary = z.object({ assessment: Id, filing: Id, object: ObjectKind, state: z.string(), submittedAt: Instant.nullable() });
export type AssessmentSummary = z.infer<typeof AssessmentSummary>;
