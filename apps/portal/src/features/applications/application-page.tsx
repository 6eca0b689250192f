import type { ApplicationView } from '@beian/contracts/filing/api';
import { formOf } from '@beian/rules/forms/forms';
import { personalFieldsOf } from '@beian/rules/forms/personal';
import { OBJECT_LABELS } from '@beian/rules/lifecycle/labels';
import { maskForm } from '@beian/rules/persons/personal-fields';
import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Modal } from 'antd';
import { useState, type ReactNode } from 'react';
import { Link, useParams } from 'react-router';
import { messageOf } from '../../ui/api/api-error.ts';
import { Facts } from '../../ui/page/facts.tsx';
import { Page } from '../../ui/page/page.tsx';
import { QueryState } from '../../ui/page/query-state.tsx';
import { minuteOf } from '../../ui/text/moments.ts';
import { filingAddress } from '../filings/filing-lists.ts';
import { FormDetails } from '../form-details/form-details.tsx';
import { interactiveFact } from '../form-details/interactive-fact.ts';
import { CaseTimeline } from './case-timeline.tsx';
import { DueDateExplained } from './due-date-drawer.tsx';
import { dueInWords } from './due-text.ts';
import { application } from './get-application.ts';
import { ReturnReasons } from './return-reasons.tsx';
import { StageTag } from './stage-tag.tsx';
import { useAction } from './use-action.ts';

/** One own application: where it stands, what to do, what was filled in. */
export function Component(): ReactNode {
  const { application: id = '' } = useParams();
  // The list that leads here may be newer than what was read of the case a moment ago.
  const query = useQuery({ ...application(id), refetchOnMount: 'always', refetchInterval: 30_000 });
  return <QueryState query={query}>{(view) => <Case view={view} />}</QueryState>;
}

function Case({ view }: { readonly view: ApplicationView }): ReactNode {
  return (
    <Page
      title={view.siteName} width="narrow"
      lead={<><StageTag stage={view.stage} label={view.stageLabel} />{view.label}　{view.number}</>}
      actions={<Actions view={view} />}
    >
      {view.erased ? <Alert className="page-alert" type="info" showIcon title="保存期限已满，填报资料已按规定删除" /> : null}
      <ReturnReasons view={view} />
      {view.filingNumber === null ? null : (
        <Alert className="page-alert" type="success" showIcon title={`备案编号：${view.filingNumber}`} description={<>{formOf(view.object).htmlCode ? '请下载图标和代码，放到网站首页底部。' : '可以下载备案编号图标。'}<Link to={`${filingAddress(view.object, view.filing)}/number`}>去领取</Link></>} />
      )}
      <div className="panel">
        <Facts label="办理情况" facts={[
          { field: 'bureau', label: '受理机关', value: view.bureauName },
          { field: 'submitted', label: '提交时间', value: minuteOf(view.submittedAt) },
          { field: 'due', label: '办理期限', value: <>{dueInWords(view)}{view.dueOn === null ? null : <DueDateExplained application={view.application} />}</> },
          { field: 'subject', label: '开办主体', value: <Link to={`/subjects/${view.subject}`}>{view.subjectName}</Link> },
          ...interactiveFact(view, `${OBJECT_LABELS[view.object]}类别`, '，初步审核后还需面审或实地检查'),
          { field: 'phone', label: '联系电话', value: view.brigadePhone ?? '审核通过后以短信告知' },
        ]} />
      </div>
      <div className="panel"><h2>办理进度</h2><CaseTimeline view={view} /></div>
      <details className="panel fold">
        <summary>填写的内容</summary>
        {Object.keys(personalFieldsOf(formOf(view.object))).length === 0 ? null : <p className="muted">个人信息已部分隐藏，更正时可查看全部内容。</p>}
        <FormDetails object={view.object} data={maskForm(view.object, view.data)} dictionariesVersion={view.dictionariesVersion} frame={(step, content) => <div key={step.key}>{content}</div>} />
      </details>
    </Page>
  );
}

function Actions({ view }: { readonly view: ApplicationView }): ReactNode {
  const [asking, setAsking] = useState(false);
  const act = useAction(view, () => setAsking(false));
  return (
    <>
      {view.actions.includes('withdraw') ? <Button onClick={() => setAsking(true)}>撤回</Button> : null}
      {view.actions.includes('resubmit') ? <Link to={`/applications/${view.application}/correct`}><Button type="primary">更正并重新提交</Button></Link> : null}
      <Modal title="撤回这份申请？" open={asking} okText="撤回" okButtonProps={{ danger: true }} confirmLoading={act.isPending} onOk={() => act.mutate({ action: 'withdraw', payload: {} })} onCancel={() => setAsking(false)}>
        <p>撤回后本次申请结束，填写的内容转为草稿，可以修改后重新提交，办理期限重新计算。</p>
        {act.isError ? <Alert type="error" showIcon role="alert" title={messageOf(act.error)} /> : null}
      </Modal>
    </>
  );
}
