import { useQuery } from '@tanstack/react-query';
import { Alert, Checkbox, Empty, Select } from 'antd';
import { useState, type ReactNode } from 'react';
import { Link, useParams } from 'react-router';
import type { Timeline } from '@beian/contracts/audit/api';
import { Page } from '../../ui/page/page.tsx';
import { QueryState } from '../../ui/page/query-state.tsx';
import { serviceLabel } from './record-words.ts';
import { timeline } from './get-timeline.ts';
import { RecordEntry } from './record-entry.tsx';

/** Who did what to one filing, when and on which ground, with the data before and after. */
export function Component(): ReactNode {
  const { filing = '' } = useParams();
  const query = useQuery(timeline(filing));
  return (
    <Page title="操作记录" width="narrow" lead={<>备案ID <code>{filing}</code>　<Link to="/audit">返回查询</Link></>}>
      <QueryState query={query}>{(found) => <Entries found={found} />}</QueryState>
    </Page>
  );
}

function Entries({ found }: { readonly found: Timeline }): ReactNode {
  const [refusedOnly, setRefusedOnly] = useState(false);
  const [service, setService] = useState<string | undefined>(undefined);
  const { entries } = found;
  const shown = entries.filter((entry) => (!refusedOnly || entry.outcome === 'refused') && (service === undefined || entry.service === service));
  const invalid = entries.filter(({ signature }) => signature === 'invalid').length;
  const unsealed = entries.filter(({ sealed }) => !sealed).length;
  return (
    <>
      {invalid === 0 ? null : <Alert className="page-alert" type="error" showIcon title={`有${invalid}条记录签名无效，内容可能被改动，请立即核查`} />}
      <p className="audit-sum">共{entries.length}条记录，签名有效{entries.length - invalid}条{unsealed === 0 ? '，均已封存' : `，其中${unsealed}条尚未封存`}。</p>
      <div className="filter-bar">
        <Select aria-label="记录来源" placeholder="全部来源" allowClear options={[...new Set(entries.map((entry) => entry.service))].map((value) => ({ value, label: serviceLabel(value) }))} {...(service === undefined ? {} : { value: service })} onChange={(value: string | undefined) => setService(value)} />
        <Checkbox checked={refusedOnly} onChange={({ target }) => setRefusedOnly(target.checked)}>只看被拒绝的操作</Checkbox>
      </div>
      {shown.length === 0 ? <Empty className="empty" image={Empty.PRESENTED_IMAGE_SIMPLE} description="没有符合条件的记录" /> : (
        <ol className="audit-list" aria-label="操作记录">{shown.map((entry) => <RecordEntry key={entry.record} entry={entry} />)}</ol>
      )}
    </>
  );
}
