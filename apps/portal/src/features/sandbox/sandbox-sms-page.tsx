import type { SandboxSms } from '@beian/contracts/notification/api';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { messageOf } from '../../ui/api/api-error.ts';
import { usePageTitle } from '../../ui/page/page-title.ts';
import { secondOf } from '../../ui/text/moments.ts';
import { sandboxSms } from './list-sandbox-sms.ts';

/** The embedded stack has no SMS provider: what it would have sent is read here. */
export function Component(): ReactNode {
  usePageTitle('模拟短信');
  const query = useQuery(sandboxSms);
  return (
    <main className="public-main">
      <section className="public-narrow">
        <h1>模拟短信</h1>
        <p className="muted">本机试用环境不会真的发送短信，这里列出平台发出的内容，每5秒更新一次。</p>
        {query.isPending ? <p role="status" className="plain-note">正在加载…</p> : null}
        {query.isError && query.data === undefined ? (
          <div role="alert" className="plain-note plain-error">
            <p>{messageOf(query.error)}</p>
            <button type="button" className="button" onClick={() => void query.refetch()}>重试</button>
          </div>
        ) : null}
        {query.data === null ? <p className="plain-note">模拟短信没有开启：平台使用的是真实的短信服务。</p> : null}
        {query.data?.length === 0 ? <p className="plain-note">还没有发出过短信。</p> : null}
        {query.data == null || query.data.length === 0 ? null : <ul className="sms-list" aria-label="短信">{query.data.map((sms) => <Sms key={sms.id} sms={sms} />)}</ul>}
      </section>
    </main>
  );
}

function Sms({ sms }: { readonly sms: SandboxSms }): ReactNode {
  return (
    <li>
      <div className="sms-head"><span>发往 {sms.to}</span><time dateTime={sms.at}>{secondOf(sms.at)}</time></div>
      <p>{sms.text}</p>
    </li>
  );
}
