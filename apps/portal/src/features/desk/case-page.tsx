import type { ApplicationView } from '@beian/contracts/filing/api';
import type { RevealReason } from '@beian/contracts/filing/reveals';
import { useQuery } from '@tanstack/react-query';
import { Alert } from 'antd';
import { useCallback, useState, type ReactNode } from 'react';
import { Link, useParams } from 'react-router';
import { Page } from '../../ui/page/page.tsx';
import { QueryState } from '../../ui/page/query-state.tsx';
import { CaseTimeline } from '../applications/case-timeline.tsx';
import { application } from '../applications/get-application.ts';
import { StageTag } from '../applications/stage-tag.tsx';
import { FormDetails } from '../form-details/form-details.tsx';
import { revealField, revealPicture } from '../reveals/reveal-field.ts';
import { RevealProvider } from '../reveals/reveal-provider.tsx';
import { RevealValue } from '../reveals/revealable.tsx';
import { subjectRevision } from '../subject/get-subject.ts';
import { SameCertificate } from '../subject/same-certificate.tsx';
import { SubjectDetails } from '../subject/subject-details.tsx';
import { SubjectHistory } from '../subject/subject-history.tsx';
import { SUBJECT_STATES } from '../subject/subject-labels.ts';
import { CaseActions } from './case-actions.tsx';
import { CaseFindings } from './case-findings.tsx';
import { FaultMark } from './fault-mark.tsx';
import { HitsAt } from './hits-at.tsx';
import { CaseStatus } from './case-status.tsx';
import type { ReturnReason } from './return-draft.ts';

/** One case on one screen: material on the left, what to check and decide on the right (U22). */
export function Component(): ReactNode {
  // Each look of an officer is recorded, so the page does not look again by itself: only after an action, or a refusal.
  const { application: id = '' } = useParams();
  const query = useQuery({ ...application(id), staleTime: Infinity, refetchOnWindowFocus: false });
  return <QueryState query={query}>{(view) => <Case key={view.application} view={view} />}</QueryState>;
}

function Case({ view }: { readonly view: ApplicationView }): ReactNode {
  const [reasons, setReasons] = useState<readonly ReturnReason[]>([]);
  const { application: of, subject, subjectRevision } = view;
  const open = useCallback((field: string, reason: RevealReason, upload: string | undefined) => {
    const one = { application: of, subject, subjectRevision };
    return upload === undefined ? revealField(one, field, reason) : revealPicture(one, field, reason, upload);
  }, [of, subject, subjectRevision]);
  const mayReturn = view.actions.includes('return');
  const mark = (field: string): ReactNode => <><RevealValue field={field} />{mayReturn ? <FaultMark field={field} reasons={reasons} onChange={setReasons} /> : null}</>;
  return (
    <RevealProvider allowed={view.mayReveal} open={open}>
    <Page title={view.siteName} lead={<><StageTag stage={view.stage} label={view.stageLabel} />{view.label}　{view.number}　<Link to="/desk">返回工作台</Link></>}>
      {view.erased ? <Alert className="page-alert" type="info" showIcon title="保存期限已满，填报资料已按规定删除" /> : null}
      {view.erased || view.mayReveal ? null : <Alert className="page-alert" type="info" showIcon title="个人信息已部分隐藏，受理后可逐项查看" />}
      <div className="case-columns">
        <div className="case-material">
          <section className="panel" aria-label="开办主体"><h2>开办主体<small>{SUBJECT_STATES[view.subjectState].label}</small></h2><Subject view={view} mark={mark} /></section>
          <FormDetails
            object={view.object} data={view.data} dictionariesVersion={view.dictionariesVersion} mark={mark} note={(field, alone) => <HitsAt view={view} field={field} alone={alone === true} />}
            frame={({ key, title }, content) => <section key={key} className="panel" aria-label={title}><h2>{key === 'persons' ? '负责人信息' : title}</h2>{content}</section>}
          />
        </div>
        <aside className="case-side">
          <CaseStatus view={view} />
          <CaseActions view={view} reasons={reasons} onReasons={setReasons} />
          <CaseFindings view={view} />
          <section className="panel" aria-label="办理记录"><h2>办理记录</h2><CaseTimeline view={view} /></section>
          <SubjectHistory subject={view.subject} />
        </aside>
      </div>
    </Page>
    </RevealProvider>
  );
}

function Subject({ view, mark }: { readonly view: ApplicationView; readonly mark: (field: string) => ReactNode }): ReactNode {
  const query = useQuery(subjectRevision(view.subject, view.subjectRevision));
  return <QueryState query={query}>{(found) => <><SameCertificate of={found} /><SubjectDetails data={found.data} mark={mark} /></>}</QueryState>;
}
