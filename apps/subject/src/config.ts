import { serviceEnvironment } from '@beian/kit/config/environment';
import { z } from 'zod';

const localities = (text: string): string[] => text.split(',').map((part) => part.trim()).filter((part) => part !== '');

/** The kit's environment, and where subjects are reviewed on their own. */
export const subjectEnvironment = serviceEnvironment.extend({
  /** OPN-04, CON-05: prefixes of region codes, separated by commas, in which a submitted subject has a case of its own; empty: nowhere. */
  SEPARATE_SUBJECT_REVIEW: z.string().default('').transform(localities).pipe(z.array(z.string().regex(/^\d{2,12}$/, 'a region code, or its first digits'))),
});
export type SubjectEnvironment = z.infer<typeof subjectEnvironment>;
