import { createContext, use } from 'react';
import type { PlacedFinding } from './findings.ts';
import type { FieldPath } from './field-path.ts';

/** What every field of a form needs to know about the form. */
export interface FormChecks {
  /** All findings on the values as they stand. */
  readonly check: () => readonly PlacedFinding[];
  /** Why an officer returned the field, shown beside it. */
  readonly reasonsAt: (path: FieldPath) => readonly string[];
}

export const CheckContext = createContext<FormChecks>({ check: () => [], reasonsAt: () => [] });

export function useFormChecks(): FormChecks {
  return use(CheckContext);
}
