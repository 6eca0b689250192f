import type { AssessmentSummary } from '@beian/contracts/assessment/api';
import { OBJECT_LABELS } from '@beian/rules/lifecycle/labels';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { Page } from '../../ui/page/page.tsx';
import { QueryState } from '../../ui/page/query-state.tsx';
import { RecordList, type RecordColumn } from '../../ui/page/record-list.tsx';
import { minuteOf } from '../../ui/text/moments.ts';
import { assessments } from './list-assessments.ts';

const COLUMNS: readonly RecordColumn<AssessmentSummary>[] = [
  { title: '评估对象', onPhone: 'head', render: ({ object, filing }) => <Link to={`/filings/${filing}`}>{OBJECT_LABELS[object]}</Link> },
  { title: '审核结果', render: ({ state }) => state },
  { title: '提交时间', render: ({ submittedAt }) => (submittedAt === null ? '尚未提交' : minuteOf(submittedAt)) },
];

/** 历史安全评估 (HOM-27). */
export function Component(): ReactNode {
  const query = useQuery(assessments);
  return (
    <Page title="安全评估" lead="提供交互式服务的网站须提交安全评估。这里列出您提交过的安全评估和审核结果。">
      <QueryState query={query}>
        {(records) => <RecordList label="历史安全评估" records={records} idOf={({ assessment }) => assessment} columns={COLUMNS} empty="还没有安全评估记录" />}
      </QueryState>
    </Page>
  );
}
