import type { ReactNode } from 'react';
import { Link, Outlet, useLocation } from 'react-router';
import { PLATFORM_NAME } from '../ui/text/platform.ts';
import { PlatformMark } from '../ui/page/platform-mark.tsx';

/** Header and footer of the pages that everybody may open; without antd, so that they come quickly. */
export function PublicFrame(): ReactNode {
  const { pathname } = useLocation();
  return (
    <div className="public-frame">
      <a className="skip-link" href="#content">跳到主要内容</a>
      <header className="public-header">
        <Link to="/" className="brand"><PlatformMark /><span>{PLATFORM_NAME}</span></Link>
        <nav aria-label="公共导航">
          <Link to="/lookup" aria-current={pathname === '/lookup' ? 'page' : undefined}>备案查询</Link>
          {pathname === '/' ? null : <Link to="/login" aria-current={pathname === '/login' ? 'page' : undefined}>用户登录</Link>}
        </nav>
      </header>
      <div id="content" tabIndex={-1} className="public-content"><Outlet /></div>
      <footer className="public-footer">
        <p>{PLATFORM_NAME}　备案全程免费，任何人不得以备案名义收取费用。</p>
      </footer>
    </div>
  );
}
