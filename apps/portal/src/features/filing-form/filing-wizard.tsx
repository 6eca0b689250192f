import type { SubjectSummary } from '@beian/contracts/subject/api';
import type { FormDescription } from '@beian/rules/forms/description';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button } from 'antd';
import { useMemo, useState, type ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { ApiError, messageOf } from '../../ui/api/api-error.ts';
import { faultsOf } from '../../ui/form/form-faults.ts';
import { SaveProblem, SaveStatus } from '../drafts/save-status.tsx';
import { useDraftSaver } from '../drafts/use-draft-saver.ts';
import { useNameRules } from '../rules/rules-in-force.ts';
import { subject } from '../subject/get-subject.ts';
import { submittedAddress } from './addresses.ts';
import { useAllArrived } from '../uploads/use-picture-upload.ts';
import { readDraft } from './draft-content.ts';
import { contextOf } from './form-values.ts';
import { notices } from './get-notices.ts';
import { NoticeStep } from './notice-step.tsx';
import { sendApplication } from './send-application.ts';
import { lastStepOf } from './steps.ts';
import { SubjectStep } from './subject-step.tsx';
import { useFilingForm } from './use-filing-form.ts';
import { UsualReturns } from './usual-returns.tsx';
import { WizardFrame } from './wizard-frame.tsx';

export interface WizardDraft {
  readonly version: number;
  readonly subject: string | null;
  readonly step: number;
  readonly content: Readonly<Record<string, unknown>>;
}

interface FilingWizardProps {
  readonly id: string;
  readonly of: FormDescription;
  readonly start: WizardDraft;
  readonly usable: readonly SubjectSummary[];
}

/** The wizard of a new filing of any kind: typed values live in the form, are saved as a draft, and end as an application. */
export function FilingWizard({ id, of, start, usable }: FilingWizardProps): ReactNode {
  const { message } = App.useApp();
  const navigate = useNavigate();
  const client = useQueryClient();
  const [content] = useState(() => readDraft(of, start.content));
  const [picked, setPicked] = useState(start.subject);
  const chosen = usable.find((one) => one.subject === picked)?.subject ?? usable[0]?.subject;
  const subjectQuery = useQuery({ ...subject(chosen ?? ''), enabled: chosen !== undefined });
  const view = subjectQuery.data;
  const nameRules = useNameRules();
  const context = useMemo(() => (view === undefined ? undefined : contextOf(view.data, view.state === 'approved', nameRules)), [view, nameRules]);
  const state = useFilingForm(of, context, Math.min(start.step, lastStepOf(of)));
  const noticeQuery = useQuery(notices);
  const [accepted, setAccepted] = useState(false);
  const [sending, setSending] = useState<{ readonly now: boolean; readonly tried?: boolean; readonly fault?: unknown }>({ now: false });
  const allArrived = useAllArrived();
  const { saver, state: saving } = useDraftSaver(id, start.version);
  const touch = (step: number, subjectId: string | null = chosen ?? null): void =>
    saver.touch(() => ({ object: of.object, subject: subjectId, step, content: { ...state.form.getFieldsValue(true), ids: content.ids } }));

  const submit = async (): Promise<void> => {
    setSending({ now: false, tried: true });
    if (!allArrived()) return;
    const data = state.complete();
    const notice = noticeQuery.data;
    if (data === undefined || notice === undefined || !accepted || chosen === undefined) return;
    setSending({ now: true, tried: true });
    try {
      await saver.flush();
      const sent = await sendApplication({ object: of.object, ids: content.ids, subject: chosen, data, notice: notice.version, draft: saver.isStored() ? id : null });
      saver.stop();
      await Promise.all(['applications', 'drafts', 'filings', 'subjects'].map((key) => client.invalidateQueries({ queryKey: [key], refetchType: 'none' })));
      await navigate(submittedAddress(of.object, sent.application), { replace: true });
    } catch (fault) {
      setSending({ now: false, tried: true, fault });
      if (fault instanceof ApiError && fault.fields.length > 0) state.fail(faultsOf(fault));
    }
  };
  const keep = async (): Promise<void> => {
    touch(state.step);
    if (await saver.flush()) void message.success('草稿已保存，可以在“我的草稿”中继续填写');
  };
  return (
    <WizardFrame
      state={state} initial={content} subject={view} context={context} submitLabel="提交" submitting={sending.now}
      onChange={touch} onSubmit={() => void submit()}
      subjectStep={<SubjectStep usable={usable} chosen={chosen} query={subjectQuery} onChoose={(next) => {
        setPicked(next);
        touch(0, next);
      }} />}
      lastStep={<>{view === undefined ? null : <UsualReturns of={of} subject={view.data} onGo={state.goTo} />}<NoticeStep of={of} query={noticeQuery} accepted={accepted} missing={sending.tried === true && !accepted} onAccept={setAccepted} /></>}
      notes={<><SaveProblem state={saving} />{sending.fault === undefined ? null : <Alert className="page-alert" type="error" showIcon role="alert" title={messageOf(sending.fault)} />}</>}
      extraActions={<><SaveStatus state={saving} /><Button size="large" disabled={saving.at === 'conflict'} onClick={() => void keep()}>保存草稿</Button></>}
    />
  );
}
