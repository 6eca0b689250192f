import type { ReviewView } from '@beian/contracts/subject/reviews';
import type { RevealReason } from '@beian/contracts/filing/reveals';
import type { SessionView } from '@beian/contracts/identity/api';
import { REVIEW_STAGE_LABELS } from '@beian/rules/subject/review';
import { useQuery } from '@tanstack/react-query';
import { Alert, Tag } from 'antd';
import { useCallback, useState, type ReactNode } from 'react';
import { Link, useOutletContext, useParams } from 'react-router';
import { Facts } from '../../ui/page/facts.tsx';
import { Page } from '../../ui/page/page.tsx';
import { QueryState } from '../../ui/page/query-state.tsx';
import { fieldLabel } from '../../ui/form/field-labels.ts';
import { minuteOf } from '../../ui/text/moments.ts';
import { workingDaysText } from '../applications/due-text.ts';
import { FaultMark } from '../desk/fault-mark.tsx';
import type { ReturnReason } from '../desk/return-draft.ts';
import { revealOfReview } from '../reveals/reveal-field.ts';
import { RevealProvider } from '../reveals/reveal-provider.tsx';
import { RevealValue } from '../reveals/revealable.tsx';
import { ChangeComparison } from '../subject/change-comparison.tsx';
import { subjectRevision } from '../subject/get-subject.ts';
import { SameCertificate } from '../subject/same-certificate.tsx';
import { SubjectHistory } from '../subject/subject-history.tsx';
import { SubjectDetails } from '../subject/subject-details.tsx';
import { ReviewActions } from './review-actions.tsx';
import { review } from './review-calls.ts';

/** One subject's own review on one screen (OPN-04): the form on the left, what to decide on the right. */
export function Component(): ReactNode {
  const { review: id = '' } = useParams();
  const query = useQuery(review(id));
  return <QueryState query={query}>{(view) => <Review key={view.review} view={view} />}</QueryState>;
}

function Review({ view }: { readonly view: ReviewView }): ReactNode {
  const [reasons, setReasons] = useState<readonly ReturnReason[]>([]);
  const { review: id } = view;
  const open = useCallback((field: string, reason: RevealReason, upload: string | undefined) => revealOfReview(id, field, reason, upload), [id]);
  const mayReturn = view.actions.includes('return');
  const mark = (field: string): ReactNode => <><RevealValue field={field} />{mayReturn ? <FaultMark field={field} reasons={reasons} onChange={setReasons} /> : null}</>;
  return (
    <RevealProvider allowed={view.mayReveal} open={open}>
      <Page title={view.name} lead={<><Tag color="blue">{REVIEW_STAGE_LABELS[view.stage]}</Tag>{view.replaces === null ? '主体审核' : '主体变更审核'}　<Link to="/desk/subjects">返回主体审核</Link></>}>
        {view.mayReveal ? null : <Alert className="page-alert" type="info" showIcon title="个人信息已部分隐藏，受理后可逐项查看" />}
        <div className="case-columns">
          <div className="case-material">
            {view.replaces === null ? null : <section className="panel" aria-label="变更内容"><h2>变更内容</h2><Comparison view={view} replaces={view.replaces} /></section>}
            <section className="panel" aria-label="开办主体"><h2>{view.replaces === null ? '开办主体' : '变更后的开办主体'}</h2><Revision view={view} mark={mark} /></section>
          </div>
          <aside className="case-side">
            <Standing view={view} />
            <ReviewActions view={view} reasons={reasons} onReasons={setReasons} />
            <SubjectHistory subject={view.subject} />
            {view.reasons.length === 0 ? null : <section className="panel" aria-label="退回理由"><h2>退回理由</h2><ul className="finding-list">{view.reasons.map(({ field, text }, index) => <li key={`${field}:${index}`}><strong>{fieldLabel(field)}：</strong>{text}</li>)}</ul></section>}
          </aside>
        </div>
      </Page>
    </RevealProvider>
  );
}

function Revision({ view: { subject, revision }, mark }: { readonly view: ReviewView; readonly mark: (field: string) => ReactNode }): ReactNode {
  const query = useQuery(subjectRevision(subject, revision));
  return (
    <QueryState query={query}>
      {({ data, warnings, sameCertificate }) => (
        <>
          <SameCertificate of={{ sameCertificate }} />
          {warnings.length === 0 ? null : <Alert className="page-alert" type="warning" showIcon title="自动检查提示" description={<ul>{warnings.map(({ code, message }) => <li key={code + message}>{message}</li>)}</ul>} />}
          <SubjectDetails data={data} mark={mark} />
        </>
      )}
    </QueryState>
  );
}

/** OPN-07: what is in force, beside what would replace it. */
function Comparison({ view: { subject, revision, fields }, replaces }: { readonly view: ReviewView; readonly replaces: number }): ReactNode {
  const [before, after] = [useQuery(subjectRevision(subject, replaces)), useQuery(subjectRevision(subject, revision))];
  return <QueryState query={before}>{(old) => <QueryState query={after}>{(present) => <ChangeComparison before={old.data} after={present.data} fields={fields} />}</QueryState>}</QueryState>;
}

function Standing({ view }: { readonly view: ReviewView }): ReactNode {
  const session = useOutletContext<SessionView>();
  const left = workingDaysText(view.workingDaysLeft);
  return (
    <section className="panel" aria-label="审核状态">
      <p className={`case-due due-text-${left.level}`}>{left.level === 'none' ? REVIEW_STAGE_LABELS[view.stage] : left.text}</p>
      <Facts label="审核状态" facts={[
        { field: 'due', label: '到期日', value: view.dueOn },
        { field: 'holder', label: '受理人', value: view.holder === null ? '尚无人受理' : view.holder === session.account ? '我' : '其他民警' },
        { field: 'bureau', label: '所在单位', value: view.bureauName },
        { field: 'round', label: '轮次', value: `第${view.n}轮` },
        { field: 'submitted', label: '提交时间', value: minuteOf(view.submittedAt) },
      ]} />
    </section>
  );
}
