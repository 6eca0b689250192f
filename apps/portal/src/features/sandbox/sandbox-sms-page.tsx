import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { messageOf } from '../../ui/api/api-error.ts';
import { usePageTitle } from '../../ui/page/page-title.ts';
import { secondOf } from '../../ui/text/moments.ts';
import { sandboxEmails, sandboxSms } from './list-sandbox-sms.ts';

interface Sent {
  readonly id: string;
  readonly to: string;
  readonly subject?: string;
  readonly text: string;
  readonly at: string;
}

/** The embedded stack reaches nobody: what it would have sent is read here. */
export function Component(): ReactNode {
  usePageTitle('模拟短信和邮件');
  return (
    <main className="public-main">
      <section className="public-narrow">
        <h1>模拟短信和邮件</h1>
        <p className="muted">本机试用环境不会真的发送短信和邮件，这里列出平台发出的内容，每5秒更新一次。</p>
        <h2 className="sandbox-part">短信</h2>
        <SentList what="短信" query={useQuery(sandboxSms)} />
        <h2 className="sandbox-part">邮件</h2>
        <SentList what="邮件" query={useQuery(sandboxEmails)} />
      </section>
    </main>
  );
}

function SentList({ what, query }: { readonly what: '短信' | '邮件'; readonly query: UseQueryResult<Sent[] | null> }): ReactNode {
  if (query.isPending) return <p role="status" className="plain-note">正在加载…</p>;
  if (query.isError && query.data === undefined) {
    return (
      <div role="alert" className="plain-note plain-error">
        <p>{messageOf(query.error)}</p>
        <button type="button" className="button" onClick={() => void query.refetch()}>重试</button>
      </div>
    );
  }
  if (query.data == null) return <p className="plain-note">模拟{what}没有开启：平台使用的是真实的{what}服务。</p>;
  if (query.data.length === 0) return <p className="plain-note">还没有发出过{what}。</p>;
  return (
    <ul className="sms-list" aria-label={what}>
      {query.data.map(({ id, to, subject, text, at }) => (
        <li key={id} id={id}>
          <div className="sms-head"><span>发往 {to}</span><time dateTime={at}>{secondOf(at)}</time></div>
          {subject === undefined ? null : <p><strong>{subject}</strong></p>}
          <p>{text}</p>
        </li>
      ))}
    </ul>
  );
}
