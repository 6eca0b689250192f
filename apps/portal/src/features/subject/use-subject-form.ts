import { SubjectData } from '@beian/contracts/subject/api';
import { Form, type FormInstance } from 'antd';
import { useEffect, useMemo, useState } from 'react';
import type { FormChecks } from '../../ui/form/check-context.ts';
import { pathKey, type FieldPath } from '../../ui/form/field-path.ts';
import { PERSON_ORDER, inFormOrder } from '../../ui/form/findings.ts';
import { showFaults, type FieldFault } from '../../ui/form/form-faults.ts';
import { checkSubjectValues, toSubjectData, type SubjectValues } from './subject-values.ts';

export interface SubjectFormState {
  readonly form: FormInstance<SubjectValues>;
  readonly checks: FormChecks;
  readonly faults: readonly FieldFault[];
  readonly fail: (faults: readonly FieldFault[]) => void;
  /** The data when nothing is refused; otherwise the faults are shown and nothing comes back. */
  readonly complete: () => SubjectData | undefined;
}

/**
 * The subject form with its rules, for the page of a new subject, of a correction, and inside a returned case. `drawn`:
 * the fields are on the page, so that faults can stand at them.
 */
export function useSubjectForm(reasons: ReadonlyMap<string, readonly string[]> = NO_REASONS, drawn = true): SubjectFormState {
  const [form] = Form.useForm<SubjectValues>();
  const [faults, setFaults] = useState<readonly FieldFault[]>([]);
  const checks = useMemo((): FormChecks => ({
    check: () => checkSubjectValues(form.getFieldsValue(true) as SubjectValues),
    reasonsAt: (path: FieldPath) => reasons.get(pathKey(path)) ?? [],
  }), [form, reasons]);
  useEffect(() => {
    if (drawn) showFaults(form, faults);
  }, [form, faults, drawn]);
  const fail = (found: readonly FieldFault[]): void => setFaults(inFormOrder(found, ORDER));
  const complete = (): SubjectData | undefined => {
    const values = form.getFieldsValue(true) as SubjectValues;
    const refused = checkSubjectValues(values).filter(({ level }) => level === 'refuse');
    fail(refused);
    return refused.length === 0 ? SubjectData.parse(toSubjectData(values)) : undefined;
  };
  return { form, checks, faults, fail, complete };
}

const ORDER = ['nature', 'type', 'certificateNumber', 'name', 'leader', 'region', 'operationRegion', 'address', 'images.licence', 'explanation', ...PERSON_ORDER.map((field) => `responsible.${field}`), 'images.openerId'];
const NO_REASONS: ReadonlyMap<string, readonly string[]> = new Map();
