import { WebsiteData } from '@beian/contracts/filing/website';
import type { WebsiteContext } from '@beian/rules/website/check-website';
import { Form, type FormInstance } from 'antd';
import { useEffect, useMemo, useState } from 'react';
import type { FormChecks } from '../../ui/form/check-context.ts';
import { pathKey, type FieldPath } from '../../ui/form/field-path.ts';
import { PERSON_ORDER, inFormOrder } from '../../ui/form/findings.ts';
import { moveTo, showFaults, type FieldFault } from '../../ui/form/form-faults.ts';
import { stepOf } from './steps.ts';
import { checkWebsiteValues, toWebsiteData, type WebsiteValues } from './website-values.ts';

export interface WebsiteFormState {
  readonly form: FormInstance<WebsiteValues>;
  readonly checks: FormChecks;
  readonly step: number;
  readonly goTo: (step: number) => void;
  readonly faults: readonly FieldFault[];
  /** Shows faults found anywhere, on the step of the first of them. */
  readonly fail: (faults: readonly FieldFault[]) => void;
  /** Moves to a fault's field, on whatever step it stands. */
  readonly pick: (fault: FieldFault) => void;
  /** Whether the step has no refused field; shows them otherwise. */
  readonly passes: (step: number) => boolean;
  /** The data when nothing on any step is refused. */
  readonly complete: () => WebsiteData | undefined;
}

const ORDER = [
  'name', 'explanation', 'domains', 'serviceTypes', 'serviceContents', 'interactive', 'openedOn', 'approvals', 'accessProvider', 'registrar', 'ipRanges', 'homeUrl', 'icpNumber', 'domainCertificate',
  ...['manager', 'security', 'emergency'].flatMap((role) => [...PERSON_ORDER.map((field) => `${role}.${field}`), `verified.${role}`]),
];
const NO_REASONS: ReadonlyMap<string, readonly string[]> = new Map();

/** Values, rules, steps and faults of the website form: for the wizard and for the correction of a returned case. */
export function useWebsiteForm(context: WebsiteContext | undefined, firstStep: number, reasons: ReadonlyMap<string, readonly string[]> = NO_REASONS): WebsiteFormState {
  const [form] = Form.useForm<WebsiteValues>();
  const [step, setStep] = useState(firstStep);
  const [faults, setFaults] = useState<readonly FieldFault[]>([]);
  const [target, setTarget] = useState<FieldPath | undefined>(undefined);
  const checks = useMemo((): FormChecks => ({
    check: () => (context === undefined ? [] : checkWebsiteValues(form.getFieldsValue(true) as WebsiteValues, context)),
    reasonsAt: (path) => reasons.get(pathKey(path)) ?? [],
  }), [form, context, reasons]);

  // Fields of another step exist only once that step is drawn, so faults are written after it.
  useEffect(() => {
    showFaults(form, faults);
  }, [form, faults, step]);
  useEffect(() => {
    if (target !== undefined) moveTo(form, target);
  }, [form, target]);

  const fail = (found: readonly FieldFault[]): void => {
    const ordered = inFormOrder(found, ORDER);
    setFaults(ordered);
    const first = ordered[0];
    if (first !== undefined) setStep(stepOf(first.path));
  };
  const pick = ({ path }: FieldFault): void => {
    setStep(stepOf(path));
    setTarget([...path]);
  };
  const refused = (): FieldFault[] => checks.check().filter(({ level }) => level === 'refuse');
  const passes = (at: number): boolean => {
    const found = refused().filter(({ path }) => stepOf(path) === at);
    fail(found);
    return found.length === 0;
  };
  const complete = (): WebsiteData | undefined => {
    const found = refused();
    fail(found);
    return found.length === 0 ? WebsiteData.parse(toWebsiteData(form.getFieldsValue(true) as WebsiteValues)) : undefined;
  };
  const goTo = (next: number): void => {
    setFaults([]);
    setStep(next);
  };
  return { form, checks, step, goTo, faults, fail, pick, passes, complete };
}
