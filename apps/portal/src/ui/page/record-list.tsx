import { Empty, Table, type TableColumnsType } from 'antd';
import type { ReactNode } from 'react';
import { useIsPhone } from './use-is-phone.ts';

/** One column of a list of records; on a phone a line of the record's card. */
export interface RecordColumn<T> {
  readonly title: string;
  readonly render: (record: T) => ReactNode;
  readonly width?: number;
  /** `head` is the card's first line, `foot` its buttons; everything else is a labelled line. */
  readonly onPhone?: 'head' | 'foot' | 'hidden';
}

interface RecordListProps<T> {
  readonly label: string;
  readonly records: readonly T[];
  readonly idOf: (record: T) => string;
  readonly columns: readonly RecordColumn<T>[];
  readonly empty: ReactNode;
  readonly rowClass?: (record: T) => string;
}

/** A table on wide screens, cards on phones. */
export function RecordList<T extends object>(props: RecordListProps<T>): ReactNode {
  const phone = useIsPhone();
  if (props.records.length === 0) return <Empty className="empty" image={Empty.PRESENTED_IMAGE_SIMPLE} description={props.empty} />;
  return phone ? <Cards {...props} /> : <WideTable {...props} />;
}

function WideTable<T extends object>({ label, records, idOf, columns, rowClass }: RecordListProps<T>): ReactNode {
  const tableColumns: TableColumnsType<T> = columns.map((column, index) => ({
    key: `${index}`, title: column.title, render: (_value: unknown, record: T) => column.render(record), ...(column.width === undefined ? {} : { width: column.width }),
  }));
  return (
    <Table<T>
      aria-label={label} className="record-table" dataSource={[...records]} rowKey={idOf} columns={tableColumns} pagination={false}
      size="middle" scroll={{ x: 'max-content' }} {...(rowClass === undefined ? {} : { rowClassName: rowClass })}
    />
  );
}

function Cards<T extends object>({ label, records, idOf, columns, rowClass }: RecordListProps<T>): ReactNode {
  const head = columns.filter((column) => column.onPhone === 'head');
  const foot = columns.filter((column) => column.onPhone === 'foot');
  const lines = columns.filter((column) => column.onPhone === undefined);
  return (
    <ul className="record-cards" aria-label={label}>
      {records.map((record) => (
        <li key={idOf(record)} className={rowClass?.(record)}>
          {head.map((column) => <div key={column.title} className="record-card-head">{column.render(record)}</div>)}
          <dl>
            {lines.map((column) => (
              <div key={column.title}><dt>{column.title}</dt><dd>{column.render(record)}</dd></div>
            ))}
          </dl>
          {foot.length === 0 ? null : <div className="record-card-foot">{foot.map((column) => <span key={column.title}>{column.render(record)}</span>)}</div>}
        </li>
      ))}
    </ul>
  );
}
