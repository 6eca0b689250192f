import type { SessionView } from '@beian/contracts/identity/api';
import { useQueryClient } from '@tanstack/react-query';
import { Modal, Skeleton } from 'antd';
import { Suspense, lazy, useSyncExternalStore, type ReactNode } from 'react';
import { currentSession, startPageOf } from '../features/session/current-session.ts';
import { sessionExpiry } from '../ui/api/session-expiry.ts';

// Forms are no part of the first page after the login.
const LoginForm = lazy(async () => ({ default: (await import('../features/session/login-form.tsx')).LoginForm }));

/** U5: an expired session asks to sign in again on the spot, above the page, so that nothing typed is lost. */
export function ReauthDialog({ session }: { readonly session: SessionView }): ReactNode {
  const expired = useSyncExternalStore(sessionExpiry.subscribe, sessionExpiry.isExpired);
  const client = useQueryClient();
  const reopened = (opened: SessionView): void => {
    sessionExpiry.clear();
    // Another account must not see what this one has on the screen.
    if (opened.account !== session.account) window.location.assign(startPageOf(opened));
    else void client.invalidateQueries();
  };
  const leave = (): void => {
    sessionExpiry.clear();
    client.setQueryData(currentSession.queryKey, null);
  };
  return (
    <Modal title="登录已过期，请重新登录" open={expired} footer={null} mask={{ closable: false }} destroyOnHidden onCancel={leave}>
      <p className="muted">页面上已填写的内容仍然保留，登录后可以继续。</p>
      <Suspense fallback={<Skeleton active />}><LoginForm onOpened={reopened} /></Suspense>
    </Modal>
  );
}
