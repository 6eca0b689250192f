import { z } from 'zod';

/** One faulty field: where, stable code, and what to do, in Chinese. */
export const FieldProblem = z.object({ field: z.string(), code: z.string(), message: z.string() });
export type FieldProblem = z.infer<typeof FieldProblem>;

/** RFC 9457 problem details, media type `application/problem+json`; `title` is the Chinese message for people. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  detail: z.string().optional(),
  correlation: z.string().optional(),
  fields: z.array(FieldProblem).optional(),
});
export type Problem = z.infer<typeof Problem>;
