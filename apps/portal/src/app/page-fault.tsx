import type { ReactNode } from 'react';
import { Link, isRouteErrorResponse, useRouteError } from 'react-router';

/** What is shown when a page cannot be drawn: an unknown address, a part that could not be fetched, a fault of ours. */
export function PageFault(): ReactNode {
  const fault = useRouteError();
  const unknown = isRouteErrorResponse(fault) && fault.status === 404;
  return (
    <main className="page-fault">
      <h1>{unknown ? '没有这个页面' : '页面没有打开'}</h1>
      <p>{unknown ? '请检查网址，或从首页重新进入。' : '可能是网络中断，或平台刚刚更新。请刷新后重试。'}</p>
      <p className="page-fault-actions">
        {unknown ? null : <button type="button" className="button button-primary" onClick={() => window.location.reload()}>刷新</button>}
        <Link className="button" to="/" reloadDocument>返回首页</Link>
      </p>
    </main>
  );
}

export function UnknownPage(): ReactNode {
  return (
    <main className="page-fault">
      <h1>没有这个页面</h1>
      <p>请检查网址，或从首页重新进入。</p>
      <p><Link className="button" to="/">返回首页</Link></p>
    </main>
  );
}
