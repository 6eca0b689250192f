import { z } from 'zod';
import { lines } from './primitives.ts';

/** Why something is done, written by whoever does it. */
export const because = lines(2, 500, '请写明理由');
/** A reason of a return or refusal names the field it is about (REV-12), e.g. `website.name`, `subject.responsible.name`. */
export const Reason = z.strictObject({ field: z.string().min(1).max(100), text: because });
export type Reason = z.infer<typeof Reason>;
