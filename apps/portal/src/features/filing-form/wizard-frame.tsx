import type { SubjectView } from '@beian/contracts/subject/api';
import type { FormDescription } from '@beian/rules/forms/description';
import type { FormContext } from '@beian/rules/forms/form-context';
import type { Typed } from '@beian/rules/forms/values';
import { Button, Form, Steps } from 'antd';
import type { ReactNode } from 'react';
import { CheckContext } from '../../ui/form/check-context.ts';
import { fieldLabel } from '../../ui/form/field-labels.ts';
import { FaultSummary } from '../../ui/form/fault-summary.tsx';
import { useIsPhone } from '../../ui/page/use-is-phone.ts';
import { UploadStatus } from '../uploads/upload-status.tsx';
import { FormSettingContext, type FormSetting } from './form-setting.ts';
import { StepFields } from './step-fields.tsx';
import { lastStepOf } from './steps.ts';
import type { FilingFormState } from './use-filing-form.ts';

interface WizardFrameProps {
  readonly state: FilingFormState;
  readonly initial: Typed;
  readonly subject: SubjectView | undefined;
  readonly context: FormContext | undefined;
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

/** The steps of a form (WEB-02, MIN-03) with 【上一步】, 【下一步】 and the last step's button. */
export function WizardFrame(props: WizardFrameProps): ReactNode {
  const { state, subject, context } = props;
  const { step, of } = state;
  const last = step === lastStepOf(of);
  const shown = of.steps[step];
  const ready = subject !== undefined && context !== undefined;
  const next = (): void => {
    const passed = step === 0 ? ready && (props.passesFirst?.() ?? true) : state.passes(step);
    if (!passed) return;
    state.goTo(step + 1);
    props.onChange(step + 1);
    window.scrollTo({ top: 0 });
  };
  const changed = (): void => {
    state.recheck();
    props.onChange(step);
  };
  const set: FormSetting['onSet'] = (values) => {
    for (const [path, value] of values) state.form.setFieldValue([...path], value);
    void state.form.validateFields(values.map(([path]) => [...path])).catch(() => undefined);
    changed();
  };
  return (
    <>
      <StepBar of={of} step={step} onBack={state.goTo} />
      {props.notes}
      <FaultSummary faults={state.faults} open={state.open} labelOf={(path) => fieldLabel(path, of.object)} onPick={state.pick} />
      <CheckContext value={state.checks}>
        {step === 0 ? props.subjectStep : null}
        <Form
          form={state.form} layout="vertical" initialValues={props.initial} component={false}
          onValuesChange={changed}
        >
          {ready && shown !== undefined && shown.blocks.length > 0 ? <FormSettingContext value={{ form: of, context, subject: subject.data, onSet: set }}><StepFields key={shown.key} step={shown} /></FormSettingContext> : null}
        </Form>
        {last ? props.lastStep : null}
      </CheckContext>
      <div className="wizard-foot">
        {step === 0 ? null : <Button size="large" onClick={() => state.goTo(step - 1)}>上一步</Button>}
        <UploadStatus />
        {props.extraActions}
        {last
          ? <Button type="primary" size="large" loading={props.submitting} onClick={props.onSubmit}>{props.submitLabel}</Button>
          : <Button type="primary" size="large" disabled={!ready} onClick={next}>下一步</Button>}
      </div>
    </>
  );
}

function StepBar({ of: { steps }, step, onBack }: { readonly of: FormDescription; readonly step: number; readonly onBack: (step: number) => void }): ReactNode {
  const phone = useIsPhone();
  const later = steps.slice(step + 1).map(({ title }) => title).join('、');
  // HOM-53: a phone has no room for the bar, so what comes later is named in a line.
  if (phone) return <p className="step-line" role="status">第{step + 1}步，共{steps.length}步：<strong>{steps[step]?.title}</strong>{later === '' ? null : <small>之后：{later}</small>}</p>;
  return (
    <Steps
      className="step-bar" current={step} size="small"
      items={steps.map(({ title }, index) => ({ title, disabled: index > step }))}
      onChange={(to) => (to < step ? onBack(to) : undefined)}
    />
  );
}
