import type { SubjectSummary } from '@beian/contracts/subject/api';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { Page } from '../../ui/page/page.tsx';
import { QueryState } from '../../ui/page/query-state.tsx';
import { RecordList, type RecordColumn } from '../../ui/page/record-list.tsx';
import { minuteOf } from '../../ui/text/moments.ts';
import { RegionText } from '../regions/region-text.tsx';
import { changeAddress } from './addresses.ts';
import { subjects } from './list-subjects.ts';
import { subjectTypeLabel } from './subject-labels.ts';
import { SubjectTag } from './subject-tag.tsx';

const COLUMNS: readonly RecordColumn<SubjectSummary>[] = [
  { title: '主体名称', onPhone: 'head', render: ({ subject, name }) => <Link to={`/subjects/${subject}`}>{name}</Link> },
  { title: '性质', width: 120, render: ({ type, nature }) => (nature === 'individual' ? '个人' : subjectTypeLabel(type)) },
  { title: '所属地区', width: 240, render: ({ region }) => <RegionText code={region} /> },
  { title: '状态', width: 200, render: (one) => <SubjectTag of={one} /> },
  { title: '提交时间', width: 170, render: ({ submittedAt }) => minuteOf(submittedAt) },
  { title: '操作', width: 110, onPhone: 'foot', render: (one) => actionOf(one) },
];

/** 我的主体 (HOM-32). */
export function Component(): ReactNode {
  const query = useQuery(subjects);
  return (
    <Page
      title="我的主体" {...(query.data?.some(({ review }) => review !== undefined) === true ? {} : { lead: '主体与您提交的第一项业务一并审核，不单独审核。' })}
      actions={<Link to="/subjects/new"><Button type="primary">新增主体</Button></Link>}
    >
      <QueryState query={query}>
        {(records) => <RecordList label="我的主体" records={records} idOf={({ subject }) => subject} columns={COLUMNS} empty="还没有主体，请先新增主体" />}
      </QueryState>
    </Page>
  );
}

function actionOf({ subject, state, erased, change }: SubjectSummary): ReactNode {
  if (state === 'returned' && !erased) return <Link to={`/subjects/${subject}/edit`}>更正</Link>;
  if (change?.stage === 'returned' && !erased) return <Link to={changeAddress(subject)}>更正变更</Link>;
  return <Link to={`/subjects/${subject}`}>查看</Link>;
}
