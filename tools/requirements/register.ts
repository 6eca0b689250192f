import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** One requirement. Without `owedWith` and `untestable` some test must name it, alone. */
const Requirement = z.strictObject({
  id: z.string().regex(/^[A-Z]{2,3}-\d{2}$/),
  page: z.string(),
  says: z.string(),
  /** The feature that brings it. */
  owedWith: z.string().optional(),
  /** Why no test can show it. */
  untestable: z.string().optional(),
});
export type Requirement = z.infer<typeof Requirement>;

/** The requirements about subjects, filing kinds, home and menus, in the order of their pages. */
export function readRegister(): Requirement[] {
  return z.array(Requirement).parse(JSON.parse(readFileSync(join(import.meta.dirname, 'register.json'), 'utf8')));
}

/** Whether a test owes it now. */
export function isDue({ owedWith, untestable }: Requirement): boolean {
  return owedWith === undefined && untestable === undefined;
}
