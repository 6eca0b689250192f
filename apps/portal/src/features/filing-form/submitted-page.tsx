import { OBJECT_LABELS, applicationLabel, type ObjectKind } from '@beian/rules/lifecycle/labels';
import { useQuery } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import type { ReactNode } from 'react';
import { Link, useParams } from 'react-router';
import { formOf } from '@beian/rules/forms/forms';
import { Outcome } from '../../ui/page/outcome.tsx';
import { usePageTitle } from '../../ui/page/page-title.ts';
import { QueryState } from '../../ui/page/query-state.tsx';
import { dayInWords } from '../../ui/text/moments.ts';
import { application } from '../applications/get-application.ts';
import { ownListLabel } from '../filings/filing-lists.ts';
import { OfKind } from './of-kind.tsx';

/** U8: the number, what happens next, and when. */
export function Component(): ReactNode {
  usePageTitle('提交成功');
  return <OfKind>{(object) => <Submitted object={object} />}</OfKind>;
}

function Submitted({ object }: { readonly object: ObjectKind }): ReactNode {
  const { application: id = '' } = useParams();
  const query = useQuery(application(id));
  return (
    <div className="panel">
      <Outcome
        kind="success" title={`${applicationLabel(object, 'new')}已提交`}
        actions={<><Link to={`/applications/${id}`}><Button type="primary" size="large">查看申请进度</Button></Link><Link to="/home"><Button size="large">返回首页</Button></Link></>}
      />
      <QueryState query={query}>
        {(view) => (
          <div className="submitted-next">
            <p>申请编号：<strong>{view.number}</strong></p>
            <h2>接下来</h2>
            <ol className="plain-list">
              <li>{view.bureauName}将审核您的申请{view.dueOn === null ? '，一般需要21个工作日' : `，一般在${dayInWords(view.dueOn)}前完成`}。</li>
              <li>审核结果以短信通知，也可以在“系统通知”和“我的申请”中查看。</li>
              <li>审核通过后，在“{ownListLabel(object)}”领取备案编号{formOf(object).htmlCode ? '、图标和代码' : '和图标'}。</li>
            </ol>
            {view.interactive ? <Alert type="warning" showIcon title={`这是交互式${OBJECT_LABELS[object]}`} description="初步审核后还需面审或实地检查，时间以短信通知；并须提交安全评估。" /> : null}
          </div>
        )}
      </QueryState>
    </div>
  );
}
