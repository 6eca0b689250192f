import { LogoutOutlined, MenuOutlined } from '@ant-design/icons';
import type { SessionView } from '@beian/contracts/identity/api';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Drawer, Layout, Menu, type MenuProps } from 'antd';
import { useState, type ReactNode } from 'react';
import { Link, Outlet, useLocation, useNavigate } from 'react-router';
import { UnreadBell } from '../features/messages/unread-bell.tsx';
import { closeSession } from '../features/session/close-session.ts';
import { startPageOf } from '../features/session/current-session.ts';
import { providerLogout } from '../features/sign-on/sign-on-calls.ts';
import { messageOf } from '../ui/api/api-error.ts';
import { PlatformMark } from '../ui/page/platform-mark.tsx';
import { useIsPhone } from '../ui/page/use-is-phone.ts';
import { PLATFORM_NAME } from '../ui/text/platform.ts';
import { SignedIn } from './guards.tsx';
import { entryOf, menuOf, openGroups, type MenuItem } from './menus.ts';
import { ReauthDialog } from './reauth-dialog.tsx';

/** Header, menu and content of everybody who is signed in (HOM-50); on a phone the menu is a drawer. */
export function Component(): ReactNode {
  return <SignedIn>{(session) => <Frame session={session} />}</SignedIn>;
}

function Frame({ session }: { readonly session: SessionView }): ReactNode {
  const phone = useIsPhone();
  const [open, setOpen] = useState(false);
  const menu = <SideMenu session={session} onPick={() => setOpen(false)} />;
  return (
    <Layout className="app-frame">
      <a className="skip-link" href="#content">跳到主要内容</a>
      <Layout.Header className="app-header">
        {phone ? <Button type="text" className="header-button" aria-label="打开菜单" icon={<MenuOutlined aria-hidden />} onClick={() => setOpen(true)} /> : null}
        <Link to={startPageOf(session)} className="brand"><PlatformMark /><span>{PLATFORM_NAME}</span></Link>
        <span className="header-space" />
        <UnreadBell />
        <Account session={session} phone={phone} />
      </Layout.Header>
      <Layout>
        {phone ? (
          <Drawer title="菜单" placement="left" size={264} open={open} onClose={() => setOpen(false)} styles={{ body: { padding: 8 } }}>{menu}</Drawer>
        ) : (
          <Layout.Sider className="app-sider" width={216}>{menu}</Layout.Sider>
        )}
        <Layout.Content id="content" tabIndex={-1} className="app-content"><Outlet /></Layout.Content>
      </Layout>
      <ReauthDialog session={session} />
    </Layout>
  );
}

function SideMenu({ session, onPick }: { readonly session: SessionView; readonly onPick: () => void }): ReactNode {
  const { pathname } = useLocation();
  const client = useQueryClient();
  const menu = menuOf(session);
  const entry = entryOf(pathname, menu);
  const [open, setOpen] = useState(() => openGroups(menu, entry));
  const [shown, setShown] = useState(entry);
  // A page that was reached another way opens the group that it belongs to.
  if (entry !== shown) {
    setShown(entry);
    setOpen([...new Set([...open, ...openGroups(menu, entry).filter((label) => !openGroups(menu, shown).includes(label))])]);
  }
  const pick = (path: string): void => {
    onPick();
    // Whoever chooses the page that is on the screen wants to see what is new.
    if (path === pathname) void client.invalidateQueries();
  };
  const items = (of: readonly MenuItem[]): NonNullable<MenuProps['items']> => of.map((item) => ('entries' in item
    ? { key: item.label, label: item.label, children: items(item.entries) }
    : { key: item.path, label: <Link to={item.path} onClick={() => pick(item.path)}>{item.label}</Link> }));
  return (
    <nav aria-label="主菜单">
      <Menu mode="inline" inlineIndent={16} selectedKeys={entry === undefined ? [] : [entry]} openKeys={open} onOpenChange={setOpen} items={items(menu)} />
    </nav>
  );
}

/** Asked before the session ends, as nobody knows afterwards where it came from; the logout does not depend on it. */
async function leave(): Promise<string | null> {
  const elsewhere = await providerLogout().catch(() => null);
  await closeSession();
  return elsewhere;
}

function Account({ session, phone }: { readonly session: SessionView; readonly phone: boolean }): ReactNode {
  const { message } = App.useApp();
  const client = useQueryClient();
  const navigate = useNavigate();
  const logout = useMutation({
    mutationFn: leave,
    onSuccess: async (elsewhere) => {
      // Single sign-on is another session: the person is asked there whether it ends too.
      if (elsewhere !== null) return window.location.assign(elsewhere);
      await navigate('/', { replace: true });
      client.clear();
    },
    onError: (fault) => void message.error(messageOf(fault)),
  });
  return (
    <>
      {phone ? null : <span className="header-account">{session.bureau === null ? null : <span className="header-bureau">{session.bureau.name}</span>}{session.loginName}</span>}
      <Button type="text" className="header-button" icon={<LogoutOutlined aria-hidden />} loading={logout.isPending} aria-label="退出登录" onClick={() => logout.mutate()}>{phone ? null : '退出'}</Button>
    </>
  );
}
