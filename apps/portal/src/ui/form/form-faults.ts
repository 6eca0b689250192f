import type { FormInstance } from 'antd';
import type { ApiError } from '../api/api-error.ts';
import { parseFieldPath, pathKey, type FieldPath } from './field-path.ts';

/** A fault of one field, wherever it was found. */
export interface FieldFault {
  readonly path: FieldPath;
  readonly message: string;
}

/** The faults that a refused request names, by the form's paths. */
export function faultsOf(fault: ApiError, roots: readonly string[] = ['data', 'payload']): FieldFault[] {
  return fault.fields.map(({ field, message }) => ({ path: parseFieldPath(field, roots), message }));
}

/** Writes faults onto their fields and moves to the first of them. */
export function showFaults(form: FormInstance, faults: readonly FieldFault[]): void {
  const byField = new Map<string, { name: (string | number)[]; errors: string[] }>();
  for (const { path, message } of faults) {
    const entry = byField.get(pathKey(path)) ?? { name: [...path], errors: [] };
    entry.errors.push(message);
    byField.set(pathKey(path), entry);
  }
  form.setFields([...byField.values()]);
  const first = faults[0];
  if (first !== undefined) moveTo(form, first.path);
}

/** Scrolls to a field, leaving room for the fixed header, and puts the cursor into it where that is possible. */
export function moveTo(form: FormInstance, path: FieldPath): void {
  form.scrollToField([...path], { behavior: 'smooth', block: 'center', focus: true });
}
