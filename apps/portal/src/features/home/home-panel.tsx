import type { UseQueryResult } from '@tanstack/react-query';
import { Button, Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { messageOf } from '../../ui/api/api-error.ts';

/** One of the newest records of a panel. */
export interface PanelItem {
  readonly key: string;
  readonly to: string;
  readonly text: ReactNode;
  readonly note: ReactNode;
}

/** What a panel shows once its data are there. */
export interface PanelContent {
  readonly count: string;
  readonly items: readonly PanelItem[];
}

interface HomePanelProps<T> {
  readonly title: string;
  readonly to: string;
  readonly unit: string;
  readonly empty: string;
  readonly query: Pick<UseQueryResult<T>, 'data' | 'isError' | 'error' | 'refetch'>;
  readonly content: (data: T) => PanelContent;
}

/** HOM-06: the panel leads to the list of the same name and shows its count and newest items. */
export function HomePanel<T>({ title, to, unit, empty, query, content }: HomePanelProps<T>): ReactNode {
  const shown = query.data === undefined ? undefined : content(query.data);
  return (
    <section className="home-panel" aria-label={title}>
      <header>
        <h2><Link to={to}>{title}</Link></h2>
        {shown === undefined ? null : <span className="home-count"><strong>{shown.count}</strong>{unit}</span>}
      </header>
      {shown !== undefined ? <Items items={shown.items} empty={empty} /> : null}
      {shown === undefined && query.isError ? <p className="plain-error" role="alert">{messageOf(query.error)} <Button type="link" size="small" onClick={() => void query.refetch()}>重试</Button></p> : null}
      {shown === undefined && !query.isError ? <div role="status" aria-label="正在加载"><Skeleton active title={false} paragraph={{ rows: 2 }} /></div> : null}
    </section>
  );
}

function Items({ items, empty }: { readonly items: readonly PanelItem[]; readonly empty: string }): ReactNode {
  if (items.length === 0) return <p className="muted home-empty">{empty}</p>;
  return (
    <ul>
      {items.map(({ key, to, text, note }) => <li key={key}><Link to={to}>{text}</Link><span className="home-note">{note}</span></li>)}
    </ul>
  );
}
