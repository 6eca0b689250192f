import { OFFICER_ROLES, type Role } from '@beian/contracts/principal';
import type { SessionView } from '@beian/contracts/identity/api';
import { useQuery } from '@tanstack/react-query';
import { Spin } from 'antd';
import type { ReactNode } from 'react';
import { Navigate, Outlet, useLocation } from 'react-router';
import { currentSession, startPageOf } from '../features/session/current-session.ts';
import { Outcome } from '../ui/page/outcome.tsx';
import { Failure } from '../ui/page/query-state.tsx';

/** Without a session the login page comes first, and leads back here. */
export function SignedIn({ children }: { readonly children: (session: SessionView) => ReactNode }): ReactNode {
  const session = useQuery(currentSession);
  const { pathname, search } = useLocation();
  if (session.data) return children(session.data);
  if (session.isError) return <Failure fault={session.error} onRetry={() => void session.refetch()} retrying={session.isFetching} />;
  if (session.isPending) return <Spin className="opening" description="正在打开…" />;
  return <Navigate to={`/login?back=${encodeURIComponent(pathname + search)}`} replace />;
}

/** Pages of one kind of account; others are sent to where their own work is. The services decide all the same. */
export function OnlyFor({ session, may }: { readonly session: SessionView; readonly may: (session: SessionView) => boolean }): ReactNode {
  return may(session) ? <Outlet context={session} /> : <Navigate to={startPageOf(session)} replace />;
}

const hasRole = (roles: readonly Role[]) => (session: SessionView): boolean => session.roles.some((role) => roles.includes(role));

export function ApplicantPages(): ReactNode {
  return <SignedIn>{(session) => <OnlyFor session={session} may={({ kind }) => kind === 'applicant'} />}</SignedIn>;
}
export function OfficerPages(): ReactNode {
  return <SignedIn>{(session) => <OnlyFor session={session} may={hasRole(OFFICER_ROLES)} />}</SignedIn>;
}
export function AuditorPages(): ReactNode {
  return <SignedIn>{(session) => <OnlyFor session={session} may={hasRole(['auditor'])} />}</SignedIn>;
}

export function AdministratorPages(): ReactNode {
  return <SignedIn>{(session) => <OnlyFor session={session} may={hasRole(['administrator'])} />}</SignedIn>;
}
export function CyberspacePages(): ReactNode {
  return <SignedIn>{(session) => <OnlyFor session={session} may={hasRole(['cyberspace'])} />}</SignedIn>;
}
export function LeaderPages(): ReactNode {
  return <SignedIn>{(session) => <OnlyFor session={session} may={hasRole(['supervisor', 'administrator'])} />}</SignedIn>;
}

export function NoScreen(): ReactNode {
  return <Outcome kind="info" title="您的账号目前没有可办理的页面" text="该账号的工作不在本网站进行。如需办理备案或审核，请使用相应的账号登录。" />;
}
