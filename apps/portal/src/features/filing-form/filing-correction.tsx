import type { ApplicationView } from '@beian/contracts/filing/api';
import type { SubjectView } from '@beian/contracts/subject/api';
import { typedFrom } from '@beian/rules/forms/submittable';
import { useQueryClient } from '@tanstack/react-query';
import { Alert, Form } from 'antd';
import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { Link, useBlocker, useNavigate, useSearchParams } from 'react-router';
import { ApiError, messageOf } from '../../ui/api/api-error.ts';
import { CheckContext } from '../../ui/form/check-context.ts';
import { FaultSummary } from '../../ui/form/fault-summary.tsx';
import { fieldLabel, subjectFieldLabel } from '../../ui/form/field-labels.ts';
import { parseFieldPath, pathKey, type FieldPath } from '../../ui/form/field-path.ts';
import { faultsOf, moveTo } from '../../ui/form/form-faults.ts';
import { LeaveDialog } from '../../ui/page/leave-dialog.tsx';
import { useAction } from '../applications/use-action.ts';
import { changeAddress } from '../subject/addresses.ts';
import { FieldReasons } from '../subject/review-notice.tsx';
import { SubjectDetails } from '../subject/subject-details.tsx';
import { SubjectFormFields } from '../subject/subject-form.tsx';
import { fromSubjectData } from '../subject/subject-values.ts';
import { useSubjectForm } from '../subject/use-subject-form.ts';
import { useForm, useNameRules } from '../rules/rules-in-force.ts';
import { useAllArrived } from '../uploads/use-picture-upload.ts';
import { contextOf } from './form-values.ts';
import { gatherResubmission } from './gather-resubmission.ts';
import { firstControlOf, stepOf } from './steps.ts';
import { useFilingForm } from './use-filing-form.ts';
import { WizardFrame } from './wizard-frame.tsx';

/** The returned case as a form: reasons stand at their fields, a returned subject is corrected in step 1, one button sends both. */
export function FilingCorrection({ view, subject }: { readonly view: ApplicationView; readonly subject: SubjectView }): ReactNode {
  const of = useForm(view.object);
  const navigate = useNavigate();
  const client = useQueryClient();
  const [search] = useSearchParams();
  const wanted = search.get('field') ?? view.reasons[0]?.field ?? `${of.object}.name`;
  const wantedPath = useMemo(() => parseFieldPath(wanted, [of.object]), [wanted, of]);
  const nameRules = useNameRules();
  const context = useMemo(() => contextOf(subject.data, subject.state === 'approved', nameRules), [subject, nameRules]);
  const state = useFilingForm(of, context, stepOf(of, wantedPath), useMemo(() => reasonsOf(view, of.object, (path) => firstControlOf(of, path)), [view, of]));
  const ofSubject = useSubjectForm(useMemo(() => reasonsOf(view, 'subject'), [view]), state.step === 0);
  const initial = useMemo(() => typedFrom(of, view.data), [of, view]);
  const subjectReturned = subject.state === 'returned';
  const [dirty, setDirty] = useState(false);
  const [sending, setSending] = useState<{ readonly now: boolean; readonly fault?: unknown }>({ now: false });
  const done = useRef(false);
  const act = useAction(view);
  const allArrived = useAllArrived();
  const blocker = useBlocker(() => dirty && !done.current);

  useEffect(() => {
    if (stepOf(of, wantedPath) === 0) moveTo(ofSubject.form, wantedPath.slice(1));
    else moveTo(state.form, firstControlOf(of, wantedPath));
    // Only on arrival: afterwards the person decides where to look.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);

  const submit = async (): Promise<void> => {
    if (!allArrived()) return;
    const corrected = subjectReturned ? ofSubject.complete() : undefined;
    if (subjectReturned && corrected === undefined) return state.goTo(0);
    const data = state.complete();
    if (data === undefined) return;
    setSending({ now: true });
    try {
      const payload = await gatherResubmission(of.object, subject, corrected, data);
      await act.mutateAsync({ action: 'resubmit', payload });
      done.current = true;
      await navigate(`/applications/${view.application}`, { replace: true });
    } catch (fault) {
      setSending({ now: false, fault });
      // The subject's correction may have been taken already; it must not be sent a second time.
      await client.invalidateQueries({ queryKey: ['subjects', subject.subject] });
      if (fault instanceof ApiError && fault.fields.length > 0) state.fail(faultsOf(fault));
    }
  };
  const subjectStep = subjectReturned ? (
    <CheckContext value={ofSubject.checks}>
      <FaultSummary faults={ofSubject.faults} labelOf={subjectFieldLabel} onPick={({ path }) => moveTo(ofSubject.form, path)} />
      <div className="panel"><SubjectFormFields form={ofSubject.form} natureFixed /></div>
    </CheckContext>
  ) : <div className="panel"><FixedSubject view={view} subject={subject} /><SubjectDetails data={subject.data} /></div>;
  return (
    // The subject's form is there on every step, so that its values are too.
    <Form form={ofSubject.form} layout="vertical" initialValues={fromSubjectData(subject.data)} onValuesChange={() => setDirty(true)} component={false}>
      <WizardFrame
        state={state} initial={initial} subject={subject} context={context} submitLabel="重新提交" submitting={sending.now}
        onChange={() => setDirty(true)} onSubmit={() => void submit()} subjectStep={subjectStep} lastStep={<LastLook view={view} subjectReturned={subjectReturned} />}
        {...(subjectReturned ? { passesFirst: () => ofSubject.complete() !== undefined } : {})}
        notes={sending.fault === undefined ? null : <Alert className="page-alert" type="error" showIcon role="alert" title={messageOf(sending.fault)} />}
      />
      <LeaveDialog blocker={blocker} />
    </Form>
  );
}

/** An approved subject is not corrected with the case: what a reason says of it needs 主体变更 first (OPN-07). */
function FixedSubject({ view, subject }: { readonly view: ApplicationView; readonly subject: SubjectView }): ReactNode {
  const reasons = view.reasons.filter(({ field }) => field.startsWith('subject'));
  if (subject.state !== 'approved' || reasons.length === 0) return <Alert className="page-alert" type="info" showIcon title="主体信息仅供查看，不能在这里修改" />;
  return <FieldReasons title="退回理由涉及主体" reasons={reasons} note={<>主体已审核通过，须先<Link to={changeAddress(subject.subject)}>办理主体变更</Link>；变更审核通过后，再回到这里重新提交本申请。</>} />;
}

function LastLook({ view, subjectReturned }: { readonly view: ApplicationView; readonly subjectReturned: boolean }): ReactNode {
  return (
    <div className="panel">
      <h2>重新提交前请核对</h2>
      <ul className="reason-list">{view.reasons.map(({ field, text }, index) => <li key={`${field}:${index}`}><strong>{fieldLabel(field)}</strong>：{text}</li>)}</ul>
      <p>请确认以上各处均已更正。{subjectReturned ? '主体的更正会一并提交。' : ''}重新提交后，办理期限从下一个工作日起重新计算。</p>
    </div>
  );
}

function reasonsOf(view: ApplicationView, part: string, at: (path: FieldPath) => FieldPath = (path) => path): ReadonlyMap<string, readonly string[]> {
  const reasons = new Map<string, string[]>();
  for (const { field, text } of view.reasons) {
    const path = parseFieldPath(field);
    if (path[0] !== part) continue;
    const key = pathKey(at(path.slice(1)));
    reasons.set(key, [...(reasons.get(key) ?? []), text]);
  }
  return reasons;
}
