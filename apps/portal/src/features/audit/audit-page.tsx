import type { AuditedFiling } from '@beian/contracts/audit/api';
import { useQuery } from '@tanstack/react-query';
import { Empty, Input } from 'antd';
import type { ReactNode } from 'react';
import { Link, useSearchParams } from 'react-router';
import { Page } from '../../ui/page/page.tsx';
import { QueryState } from '../../ui/page/query-state.tsx';
import { RecordList, type RecordColumn } from '../../ui/page/record-list.tsx';
import { minuteOf } from '../../ui/text/moments.ts';
import { auditedFilings } from './search-filings.ts';

const COLUMNS: readonly RecordColumn<AuditedFiling>[] = [
  { title: '名称', onPhone: 'head', render: ({ filing, siteName }) => <Link to={`/audit/${filing}`}>{siteName ?? '名称尚未登记'}</Link> },
  { title: '备案编号', width: 260, render: ({ number }) => number ?? '尚未核发' },
  { title: '最早记录', width: 170, render: ({ firstAt }) => minuteOf(firstAt) },
  { title: '最近记录', width: 170, render: ({ lastAt }) => minuteOf(lastAt) },
  { title: '操作', width: 110, onPhone: 'foot', render: ({ filing }) => <Link to={`/audit/${filing}`}>查看记录</Link> },
];

/** The auditor's entry: find a filing, then read its whole history (U30). */
export function Component(): ReactNode {
  const [search, setSearch] = useSearchParams();
  const text = search.get('q')?.trim() ?? '';
  const query = useQuery(auditedFilings(text));
  return (
    <Page title="备案审计" lead="查阅一项备案的全部操作记录。每次查阅本身也会被记录。">
      <div className="filter-bar">
        <Input.Search key={text} aria-label="备案编号、名称或备案ID" placeholder="备案编号、名称或备案ID" allowClear enterButton="查询" maxLength={100} defaultValue={text} onSearch={(value) => setSearch(value.trim() === '' ? {} : { q: value.trim() })} />
      </div>
      {text === '' ? <Empty className="empty" image={Empty.PRESENTED_IMAGE_SIMPLE} description="请输入备案编号、名称或备案ID查询" /> : (
        <QueryState query={query}>
          {(filings) => <RecordList label="查询结果" records={filings} idOf={({ filing }) => filing} columns={COLUMNS} empty="没有查到，或不在您的管辖范围内" />}
        </QueryState>
      )}
    </Page>
  );
}
