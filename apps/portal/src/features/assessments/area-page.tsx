import type { AssessmentSummary } from '@beian/contracts/assessment/api';
import { OBJECT_LABELS } from '@beian/rules/lifecycle/labels';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Page } from '../../ui/page/page.tsx';
import { QueryState } from '../../ui/page/query-state.tsx';
import { RecordList, type RecordColumn } from '../../ui/page/record-list.tsx';
import { minuteOf } from '../../ui/text/moments.ts';
import { areaAssessments } from './list-assessments.ts';

const COLUMNS: readonly RecordColumn<AssessmentSummary>[] = [
  { title: '评估编号', onPhone: 'head', render: ({ assessment }) => assessment },
  { title: '评估对象', width: 140, render: ({ object }) => OBJECT_LABELS[object] },
  { title: '审核结果', width: 160, render: ({ state }) => state },
  { title: '提交时间', width: 200, render: ({ submittedAt }) => (submittedAt === null ? '—' : minuteOf(submittedAt)) },
];

/** 本地区安全评估, for 网信: read-only (S4). */
export function Component(): ReactNode {
  const query = useQuery(areaAssessments);
  return (
    <Page title="本地区安全评估" lead="本地区已提交的安全评估，只供查阅；每次查阅均有记录。">
      <QueryState query={query}>
        {(records) => <RecordList label="本地区安全评估" records={records} idOf={({ assessment }) => assessment} columns={COLUMNS} empty="本地区还没有提交的安全评估" />}
      </QueryState>
    </Page>
  );
}
