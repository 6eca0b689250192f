import type { SubjectData } from '@beian/contracts/subject/api';
import { Alert, Button, Form } from 'antd';
import { useEffect, useState, type ReactNode } from 'react';
import { useBlocker } from 'react-router';
import { ApiError, messageOf } from '../../ui/api/api-error.ts';
import { CheckContext } from '../../ui/form/check-context.ts';
import { FaultSummary } from '../../ui/form/fault-summary.tsx';
import { faultsOf, moveTo } from '../../ui/form/form-faults.ts';
import { LeaveDialog } from '../../ui/page/leave-dialog.tsx';
import { subjectFieldLabel } from '../../ui/form/field-labels.ts';
import { SubjectFormFields } from './subject-form.tsx';
import type { SubjectValues } from './subject-values.ts';
import { useSubjectForm } from './use-subject-form.ts';

interface SubjectEditorProps {
  readonly initial: SubjectValues;
  readonly natureFixed?: boolean;
  readonly submitLabel?: string;
  readonly submit: (data: SubjectData) => Promise<void>;
  readonly onDone: () => void;
}

/** The whole form with 【提交审核】 (SUB-32). What was typed is guarded against leaving by mistake. */
export function SubjectEditor({ initial, natureFixed = false, submitLabel = '提交审核', submit, onDone }: SubjectEditorProps): ReactNode {
  const { form, checks, faults, fail, complete } = useSubjectForm();
  const [dirty, setDirty] = useState(false);
  const [state, setState] = useState<{ readonly sending: boolean; readonly done: boolean; readonly fault?: unknown }>({ sending: false, done: false });
  const blocker = useBlocker(dirty && !state.done);

  useEffect(() => {
    if (state.done) onDone();
  }, [state.done, onDone]);
  useEffect(() => {
    if (!dirty) return undefined;
    const warn = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [dirty]);

  const send = async (): Promise<void> => {
    const data = complete();
    if (data === undefined) return;
    setState({ sending: true, done: false });
    try {
      await submit(data);
      setDirty(false);
      setState({ sending: false, done: true });
    } catch (fault) {
      setState({ sending: false, done: false, fault });
      if (fault instanceof ApiError) fail(faultsOf(fault));
    }
  };
  return (
    <CheckContext value={checks}>
      <FaultSummary faults={faults} labelOf={subjectFieldLabel} onPick={({ path }) => moveTo(form, path)} />
      <Form form={form} layout="vertical" className="panel" initialValues={initial} onValuesChange={() => setDirty(true)} onFinish={() => void send()}>
        <SubjectFormFields form={form} natureFixed={natureFixed} />
        {state.fault === undefined ? null : <Alert className="form-alert" type="error" showIcon role="alert" title={messageOf(state.fault)} />}
        <div className="form-foot"><Button type="primary" size="large" loading={state.sending} onClick={() => void send()}>{submitLabel}</Button></div>
      </Form>
      <LeaveDialog blocker={blocker} />
    </CheckContext>
  );
}
