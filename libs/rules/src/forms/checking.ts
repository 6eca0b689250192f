import type { ApprovalKind } from '../naming/approvals.ts';
import type { Finding } from '../result.ts';
import type { FormContext } from './form-context.ts';
import type { FormDescription, FormField } from './description.ts';
import type { Typed } from './values.ts';

/** What the check of a field may look at beside its own value. */
export interface Checking {
  readonly form: FormDescription;
  readonly data: Typed;
  readonly context: FormContext;
  /** Ticked and evidenced (OPN-15). */
  readonly approvals: readonly ApprovalKind[];
  /** What the fields before have said. */
  readonly found: readonly Finding[];
  /** Stem of a field's codes, e.g. `website.service-type`. */
  stem(field: FormField): string;
}

/** `openedOn` → `opened-on`. */
export function codeOf({ code, key }: FormField): string {
  return code ?? key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
