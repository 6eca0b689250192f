import type { SubjectData } from '@beian/contracts/subject/api';
import { Alert, App, Button, Form } from 'antd';
import { useEffect, useState, type ReactNode } from 'react';
import { useBlocker } from 'react-router';
import { ApiError, messageOf } from '../../ui/api/api-error.ts';
import { CheckContext } from '../../ui/form/check-context.ts';
import { FaultSummary } from '../../ui/form/fault-summary.tsx';
import { faultsOf, moveTo } from '../../ui/form/form-faults.ts';
import { LeaveDialog } from '../../ui/page/leave-dialog.tsx';
import { subjectFieldLabel } from '../../ui/form/field-labels.ts';
import { deleteDraft } from '../drafts/draft-calls.ts';
import { SaveProblem, SaveStatus } from '../drafts/save-status.tsx';
import { useDraftSaver } from '../drafts/use-draft-saver.ts';
import { UploadStatus } from '../uploads/upload-status.tsx';
import { useAllArrived } from '../uploads/use-picture-upload.ts';
import { SubjectFormFields } from './subject-form.tsx';
import type { SubjectValues } from './subject-values.ts';
import { useSubjectForm } from './use-subject-form.ts';

/** Where unfinished input is kept; `base` is the revision that a change was begun on. */
export interface SubjectDraft {
  readonly id: string;
  readonly version: number;
  readonly subject: string | null;
  readonly base?: number;
}

interface SubjectEditorProps {
  readonly initial: SubjectValues;
  readonly natureFixed?: boolean;
  readonly submitLabel?: string;
  readonly draft?: SubjectDraft;
  readonly submit: (data: SubjectData) => Promise<void>;
  readonly onDone: () => void;
}

/** The whole form with 【提交审核】 (SUB-32). What was typed is kept as a draft, or guarded against leaving by mistake. */
export function SubjectEditor({ initial, natureFixed = false, submitLabel = '提交审核', draft, submit, onDone }: SubjectEditorProps): ReactNode {
  const { form, checks, faults, fail, complete } = useSubjectForm();
  const [dirty, setDirty] = useState(false);
  const [state, setState] = useState<{ readonly sending: boolean; readonly done: boolean; readonly fault?: unknown }>({ sending: false, done: false });
  const { message } = App.useApp();
  const allArrived = useAllArrived();
  const { saver, state: saving } = useDraftSaver(draft?.id ?? '', draft?.version ?? 0);
  const guarded = draft === undefined && dirty;
  const blocker = useBlocker(guarded && !state.done);

  useEffect(() => {
    if (state.done) onDone();
  }, [state.done, onDone]);
  useEffect(() => {
    if (!guarded) return undefined;
    const warn = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [guarded]);

  const touch = (): void => {
    setDirty(true);
    if (draft !== undefined) saver.touch(() => ({ object: 'subject', subject: draft.subject, step: 0, content: { ...form.getFieldsValue(true), ...(draft.base !== undefined && { base: draft.base }) } }));
  };
  const keep = async (): Promise<void> => {
    touch();
    if (await saver.flush()) void message.success('草稿已保存，可以在“我的草稿”中继续填写');
  };

  const send = async (): Promise<void> => {
    if (!allArrived()) return;
    const data = complete();
    if (data === undefined) return;
    setState({ sending: true, done: false });
    try {
      await saver.flush();
      await submit(data);
      saver.stop();
      if (draft !== undefined && saver.isStored()) await deleteDraft(draft.id);
      setDirty(false);
      setState({ sending: false, done: true });
    } catch (fault) {
      setState({ sending: false, done: false, fault });
      if (fault instanceof ApiError) fail(faultsOf(fault));
    }
  };
  return (
    <CheckContext value={checks}>
      <SaveProblem state={saving} />
      <FaultSummary faults={faults} labelOf={subjectFieldLabel} onPick={({ path }) => moveTo(form, path)} />
      <Form form={form} layout="vertical" className="panel" initialValues={initial} onValuesChange={touch} onFinish={() => void send()}>
        <SubjectFormFields form={form} natureFixed={natureFixed} />
        {state.fault === undefined ? null : <Alert className="form-alert" type="error" showIcon role="alert" title={messageOf(state.fault)} />}
        <div className="form-foot">
          <UploadStatus />
          {draft === undefined ? null : <><SaveStatus state={saving} /><Button size="large" disabled={saving.at === 'conflict'} onClick={() => void keep()}>保存草稿</Button></>}
          <Button type="primary" size="large" loading={state.sending} onClick={() => void send()}>{submitLabel}</Button>
        </div>
      </Form>
      <LeaveDialog blocker={blocker} />
    </CheckContext>
  );
}
