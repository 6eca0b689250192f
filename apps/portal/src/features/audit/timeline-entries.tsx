import type { TimelineEntry } from '@beian/contracts/audit/api';
import { Alert, Empty } from 'antd';
import type { ReactNode } from 'react';
import { RecordEntry } from './record-entry.tsx';

interface TimelineEntriesProps {
  readonly entries: readonly TimelineEntry[];
  readonly service: string | undefined;
  /** Whether there are more than these: then they are no total. */
  readonly more: boolean;
}

/** The entries read so far, and what verification said of them. */
export function TimelineEntries({ entries, service, more }: TimelineEntriesProps): ReactNode {
  const shown = entries.filter((entry) => service === undefined || entry.service === service);
  const invalid = entries.filter(({ signature }) => signature === 'invalid').length;
  const unsealed = entries.filter(({ sealed }) => !sealed).length;
  return (
    <>
      {invalid === 0 ? null : <Alert className="page-alert" type="error" showIcon title={`有${invalid}条记录签名无效，内容可能被改动，请立即核查`} />}
      <p className="audit-sum" role="status">{more ? '已加载' : '共'}{entries.length}条记录，签名有效{entries.length - invalid}条{unsealed === 0 ? '，均已封存' : `，其中${unsealed}条尚未封存`}{more ? '；后面还有更多记录' : ''}。</p>
      {shown.length === 0 ? <Empty className="empty" image={Empty.PRESENTED_IMAGE_SIMPLE} description={more ? '已加载的记录中没有符合条件的' : '没有符合条件的记录'} /> : (
        // A forged record may bear the id of a genuine one: the id alone is no key.
        <ol className="audit-list" aria-label="操作记录">{shown.map((entry, place) => <RecordEntry key={`${place} ${entry.record}`} entry={entry} />)}</ol>
      )}
    </>
  );
}
