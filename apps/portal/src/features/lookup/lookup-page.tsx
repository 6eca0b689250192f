import type { PublicFiling } from '@beian/contracts/filing/api';
import { OBJECT_LABELS } from '@beian/rules/lifecycle/labels';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import { messageOf } from '../../ui/api/api-error.ts';
import { usePageTitle } from '../../ui/page/page-title.ts';
import { dayInWords } from '../../ui/text/moments.ts';
import { shownHost } from '../../ui/text/shown-host.ts';
import { LookupBox } from './lookup-box.tsx';
import { lookupFilings } from './lookup-filings.ts';

const STATES: Readonly<Record<PublicFiling['state'], string>> = { filed: '已备案', cancelled: '已注销', revoked: '已撤销' };

export function Component(): ReactNode {
  usePageTitle('备案查询');
  const [search] = useSearchParams();
  const text = search.get('code')?.trim() ?? '';
  return (
    <main className="public-main">
      <section className="public-narrow">
        <h1>备案查询</h1>
        <p className="muted">输入网站页面底部的备案编号，或网站域名，查询公安机关联网备案信息。</p>
        <LookupBox key={text} initial={text} />
        {text === '' ? null : <Answer text={text} />}
      </section>
    </main>
  );
}

function Answer({ text }: { readonly text: string }): ReactNode {
  const answer = useQuery(lookupFilings(text));
  if (answer.isPending) return <p role="status" className="plain-note">正在查询…</p>;
  if (answer.isError) {
    return (
      <div role="alert" className="plain-note plain-error">
        <p>{messageOf(answer.error)}</p>
        <button type="button" className="button" onClick={() => void answer.refetch()}>重试</button>
      </div>
    );
  }
  if (answer.data.items.length === 0) {
    return (
      <div role="status" className="plain-note">
        <p><strong>没有查到“{text}”的备案信息</strong></p>
        <p className="muted">请核对编号或域名。刚核发的编号可能需要几分钟才能查到。</p>
      </div>
    );
  }
  return <>{answer.data.items.map((filing) => <FilingCard key={filing.number} filing={filing} />)}</>;
}

function FilingCard({ filing }: { readonly filing: PublicFiling }): ReactNode {
  const noun = OBJECT_LABELS[filing.object];
  const rows: readonly (readonly [string, ReactNode])[] = [
    ['备案编号', filing.number],
    [`${noun}名称`, filing.siteName],
    ...(filing.domains.length === 0 ? [] : [[`${noun}域名`, filing.domains.map(shownHost).join('、')] as const]),
    ['开办者', filing.opener],
    ['开办者性质', filing.openerKind],
    [`${noun}类别`, filing.interactive ? '交互式' : '非交互式'],
    ['受理机关', filing.bureauName],
    ['备案日期', dayInWords(filing.filedOn)],
  ];
  return (
    <article className="lookup-card" aria-label={filing.siteName}>
      <header><h2>{filing.siteName}</h2><span className={`state state-${filing.state}`}>{STATES[filing.state]}</span></header>
      <dl>{rows.map(([term, value]) => <div key={term}><dt>{term}</dt><dd>{value}</dd></div>)}</dl>
    </article>
  );
}
