import type { SubjectChangeView, SubjectData, SubjectView } from '@beian/contracts/subject/api';
import { isOpenReview } from '@beian/contracts/subject/reviews';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert } from 'antd';
import { useCallback, useState, type ReactNode } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { newId } from '../../ui/api/new-id.ts';
import { Page } from '../../ui/page/page.tsx';
import { QueryState } from '../../ui/page/query-state.tsx';
import { draft, drafts } from '../drafts/draft-calls.ts';
import { renewReceipts } from '../uploads/renew-receipts.ts';
import { changeSubject, pendingChange } from './change-calls.ts';
import { ChangeComparison } from './change-comparison.tsx';
import { changeWaitingText } from './change-labels.ts';
import { subject } from './get-subject.ts';
import { FieldReasons } from './review-notice.tsx';
import { SubjectEditor, type SubjectDraft } from './subject-editor.tsx';
import { WithdrawChange } from './withdraw-change.tsx';
import { fromSubjectData, typedSubject, uploadsOfSubject, type SubjectValues } from './subject-values.ts';

/** 主体变更 (OPN-07): the form of what is in force; what waits is read, what came back is corrected. */
export function Component(): ReactNode {
  const { subject: id = '' } = useParams();
  const query = useQuery({ ...subject(id), refetchOnWindowFocus: false });
  return (
    <Page title="主体变更" width="narrow">
      <QueryState query={query}>{(view) => <Change view={view} />}</QueryState>
    </Page>
  );
}

function Change({ view }: { readonly view: SubjectView }): ReactNode {
  if (view.erased || view.state !== 'approved') return <Alert type="info" showIcon title="该主体目前不能办理变更" description={<>只有审核通过的主体可以办理变更；被退回的主体请直接更正。<Link to="/subjects">返回我的主体</Link></>} />;
  return view.change === undefined ? <Editing view={view} base={view.data} seen={view.revision} /> : <Pending view={view} />;
}

function Pending({ view }: { readonly view: SubjectView }): ReactNode {
  const query = useQuery({ ...pendingChange(view.subject), refetchOnWindowFocus: false });
  return (
    <QueryState query={query}>
      {(change) => (isOpenReview(change.review) ? (
        <>
          <Alert className="page-alert" type="info" showIcon title={changeWaitingText(change.review.dueOn)} description={<>审核通过前，现行的主体信息继续有效。{change.review.stage === 'submitted' ? '需要修改的，请撤回后重新提交；民警受理后不能撤回。' : '民警正在审核，不能修改或撤回。'}<Link to={`/subjects/${view.subject}`}>返回主体</Link></>} />
          <ChangeComparison before={view.data} after={change.data} fields={change.fields} />
          {change.review.stage === 'submitted' ? <div className="form-foot"><WithdrawChange subject={view.subject} revision={change.revision} label="撤回变更" /></div> : null}
        </>
      ) : <Editing view={view} base={change.data} seen={change.revision} returned={change} />)}
    </QueryState>
  );
}

interface EditingProps {
  readonly view: SubjectView;
  readonly base: SubjectData;
  /** The newest revision that the owner has seen. */
  readonly seen: number;
  readonly returned?: SubjectChangeView;
}

/** From the draft of this very change, if one was left; a draft on an older revision is begun anew from what there is now. */
function Editing(props: EditingProps): ReactNode {
  const { view: { subject: id }, base, seen } = props;
  const [fresh] = useState(() => newId());
  const all = useQuery(drafts);
  // What is being written here is in the list too, once it is saved: the form on the screen is newer.
  const left = all.data?.find(({ object, subject: of, draft: one }) => object === 'subject' && of === id && one !== fresh)?.draft;
  const stored = useQuery({ ...draft(left ?? ''), enabled: left !== undefined });
  if (all.data === undefined) return <QueryState query={all}>{() => null}</QueryState>;
  if (left !== undefined && stored.data === undefined) return <QueryState query={stored}>{() => null}</QueryState>;
  const { draft: draftId, version, content } = stored.data ?? { draft: fresh, version: 0, content: {} as Readonly<Record<string, unknown>> };
  const initial = content['base'] === seen ? typedSubject(content) : fromSubjectData(base);
  return <Writing key={draftId} {...props} initial={initial} kept={{ id: draftId, version, subject: id, base: seen }} />;
}

function Writing({ view, seen, returned, initial, kept }: EditingProps & { readonly initial: SubjectValues; readonly kept: SubjectDraft }): ReactNode {
  const navigate = useNavigate();
  const client = useQueryClient();
  const done = useCallback(() => {
    for (const key of ['subjects', 'drafts']) void client.invalidateQueries({ queryKey: [key] });
    void navigate(`/subjects/${view.subject}`, { replace: true });
  }, [client, navigate, view.subject]);
  return (
    <>
      {returned === undefined ? null : <FieldReasons title="主体变更被退回" reasons={returned.reasons} note={<WithdrawChange subject={view.subject} revision={returned.revision} label="放弃变更" />} />}
      <Alert className="page-alert" type="info" showIcon title="请修改有变动的内容，其余保持不变" description="变更须经公安机关审核，一般审核时间为21个工作日；审核通过前，现行的主体信息继续有效。开办主体性质不能变更，性质不同的请另行新增主体。" />
      <SubjectEditor
        initial={initial} draft={kept} natureFixed submitLabel="提交变更" onDone={done}
        submit={async (data) => void (await changeSubject(view.subject, { data, uploads: await renewReceipts(uploadsOfSubject(data)), expectedRevision: seen }))}
      />
    </>
  );
}
