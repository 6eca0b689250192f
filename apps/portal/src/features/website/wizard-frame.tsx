import type { SubjectView } from '@beian/contracts/subject/api';
import type { WebsiteContext } from '@beian/rules/website/check-website';
import { Button, Form, Steps } from 'antd';
import type { ReactNode } from 'react';
import { CheckContext } from '../../ui/form/check-context.ts';
import { fieldLabel } from '../../ui/form/field-labels.ts';
import { FaultSummary } from '../../ui/form/fault-summary.tsx';
import { useIsPhone } from '../../ui/page/use-is-phone.ts';
import { BasicsStep } from './basics-step.tsx';
import { PersonsStep } from './persons-step.tsx';
import { LAST_STEP, STEPS } from './steps.ts';
import type { WebsiteFormState } from './use-website-form.ts';
import type { WebsiteValues } from './website-values.ts';

interface WizardFrameProps {
  readonly state: WebsiteFormState;
  readonly initial: WebsiteValues;
  readonly subject: SubjectView | undefined;
  readonly context: WebsiteContext | undefined;
  readonly subjectStep: ReactNode;
  readonly lastStep: ReactNode;
  readonly submitLabel: string;
  readonly submitting: boolean;
  readonly onSubmit: () => void;
  /** Something was typed, or another step is shown. */
  readonly onChange: (step: number) => void;
  readonly extraActions?: ReactNode;
  readonly notes?: ReactNode;
  /** What the first step itself has to check before 【下一步】. */
  readonly passesFirst?: () => boolean;
}

/** The four steps of WEB-02 with 【上一步】, 【下一步】 and the last step's button. */
export function WizardFrame(props: WizardFrameProps): ReactNode {
  const { state, subject, context } = props;
  const { step } = state;
  const ready = subject !== undefined && context !== undefined;
  const next = (): void => {
    const passed = step === 0 ? ready && (props.passesFirst?.() ?? true) : state.passes(step);
    if (!passed) return;
    state.goTo(step + 1);
    props.onChange(step + 1);
    window.scrollTo({ top: 0 });
  };
  return (
    <>
      <StepBar step={step} onBack={state.goTo} />
      {props.notes}
      <FaultSummary faults={state.faults} labelOf={fieldLabel} onPick={state.pick} />
      <CheckContext value={state.checks}>
        {step === 0 ? props.subjectStep : null}
        <Form form={state.form} layout="vertical" initialValues={props.initial} onValuesChange={() => props.onChange(step)} component={false}>
          {step === 1 && ready ? <BasicsStep context={context} /> : null}
          {step === 2 && ready ? <PersonsStep subject={subject.data} /> : null}
        </Form>
        {step === LAST_STEP ? props.lastStep : null}
      </CheckContext>
      <div className="wizard-foot">
        {step === 0 ? null : <Button size="large" onClick={() => state.goTo(step - 1)}>上一步</Button>}
        {props.extraActions}
        {step === LAST_STEP
          ? <Button type="primary" size="large" loading={props.submitting} onClick={props.onSubmit}>{props.submitLabel}</Button>
          : <Button type="primary" size="large" disabled={!ready} onClick={next}>下一步</Button>}
      </div>
    </>
  );
}

function StepBar({ step, onBack }: { readonly step: number; readonly onBack: (step: number) => void }): ReactNode {
  const phone = useIsPhone();
  if (phone) return <p className="step-line" role="status">第{step + 1}步，共{STEPS.length}步：<strong>{STEPS[step]}</strong></p>;
  return (
    <Steps
      className="step-bar" current={step} size="small"
      items={STEPS.map((title, index) => ({ title, disabled: index > step }))}
      onChange={(to) => (to < step ? onBack(to) : undefined)}
    />
  );
}
