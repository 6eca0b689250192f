import { FORM_DATA, type FormData } from '@beian/contracts/filing/forms';
import type { FormDescription } from '@beian/rules/forms/description';
import type { FormContext } from '@beian/rules/forms/form-context';
import { submittable } from '@beian/rules/forms/submittable';
import type { Typed } from '@beian/rules/forms/values';
import { Form, type FormInstance } from 'antd';
import { useEffect, useMemo, useState } from 'react';
import type { FormChecks } from '../../ui/form/check-context.ts';
import { pathKey, type FieldPath } from '../../ui/form/field-path.ts';
import { inFormOrder } from '../../ui/form/findings.ts';
import { moveTo, showFaults, type FieldFault } from '../../ui/form/form-faults.ts';
import { checkValues } from './form-values.ts';
import { orderOf, stepOf } from './steps.ts';

export interface FilingFormState {
  readonly of: FormDescription;
  readonly form: FormInstance<Typed>;
  readonly checks: FormChecks;
  readonly step: number;
  readonly goTo: (step: number) => void;
  readonly faults: readonly FieldFault[];
  /** Those of them that have not been mended since. */
  readonly open: readonly FieldFault[];
  /** Shows faults found anywhere, on the step of the first of them. */
  readonly fail: (faults: readonly FieldFault[]) => void;
  /** Moves to a fault's field, on whatever step it stands. */
  readonly pick: (fault: FieldFault) => void;
  /** After each change: judges again what is marked as wrong, as another field may have made it right. */
  readonly recheck: () => void;
  /** Whether the step has no refused field; shows them otherwise. */
  readonly passes: (step: number) => boolean;
  /** The data when nothing on any step is refused. */
  readonly complete: () => FormData | undefined;
}

const NONE: ReadonlySet<FieldFault> = new Set();
const NO_REASONS: ReadonlyMap<string, readonly string[]> = new Map();

/** Values, rules, steps and faults of a filing's form: for the wizard and for the correction of a returned case. */
export function useFilingForm(of: FormDescription, context: FormContext | undefined, firstStep: number, reasons: ReadonlyMap<string, readonly string[]> = NO_REASONS): FilingFormState {
  const [form] = Form.useForm<Typed>();
  const [step, setStep] = useState(firstStep);
  const [faults, setFaults] = useState<readonly FieldFault[]>([]);
  const [mended, setMended] = useState<ReadonlySet<FieldFault>>(NONE);
  const [target, setTarget] = useState<FieldPath | undefined>(undefined);
  const checks = useMemo((): FormChecks => {
    const check = onceForEach((typed: Typed) => (context === undefined ? [] : checkValues(of, typed, context)));
    return { check: () => check(form.getFieldsValue(true) as Typed), reasonsAt: (path) => reasons.get(pathKey(path)) ?? [] };
  }, [of, form, context, reasons]);

  // Fields of another step exist only once that step is drawn, so faults are written after it.
  useEffect(() => {
    showFaults(form, faults);
  }, [form, faults, step]);
  useEffect(() => {
    if (target !== undefined) moveTo(form, target);
  }, [form, target]);

  const fail = (found: readonly FieldFault[]): void => {
    const ordered = inFormOrder(found, orderOf(of));
    setFaults(ordered);
    setMended(NONE);
    const first = ordered[0];
    if (first !== undefined) setStep(stepOf(of, first.path));
  };
  const pick = ({ path }: FieldFault): void => {
    setStep(stepOf(of, path));
    setTarget([...path]);
  };
  const refused = (): FieldFault[] => checks.check().filter(({ level }) => level === 'refuse');
  const recheck = (): void => {
    const wrong = form.getFieldsError().filter(({ errors }) => errors.length > 0).map(({ name }) => name);
    if (wrong.length > 0) form.validateFields(wrong).catch(() => undefined);
    if (faults.length === 0) return;
    const still = new Set(refused().map(({ path }) => pathKey(path)));
    // What a service has refused is not for the rules here to call mended.
    setMended(new Set(faults.filter((fault) => 'level' in fault && !still.has(pathKey(fault.path)))));
  };
  const passes = (at: number): boolean => {
    const found = refused().filter(({ path }) => stepOf(of, path) === at);
    fail(found);
    return found.length === 0;
  };
  const complete = (): FormData | undefined => {
    const found = refused();
    fail(found);
    return found.length === 0 ? (FORM_DATA[of.object].parse(submittable(of, form.getFieldsValue(true) as Typed)) as FormData) : undefined;
  };
  const goTo = (next: number): void => {
    setFaults([]);
    setStep(next);
  };
  return { of, form, checks, step, goTo, faults, open: faults.filter((fault) => !mended.has(fault)), fail, pick, recheck, passes, complete };
}

/** Several parts of the page ask about the same values; each change makes the form a new object of them. */
function onceForEach<T>(check: (typed: Typed) => T): (typed: Typed) => T {
  let last: { readonly typed: Typed; readonly found: T } | undefined;
  return (typed) => {
    if (last?.typed !== typed) last = { typed, found: check(typed) };
    return last.found;
  };
}
