import { QueryClientProvider } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Outlet, ScrollRestoration, useNavigation } from 'react-router';
import { createQueryClient } from '../ui/api/query-client.ts';

const client = createQueryClient();

/** Around every page: server state, scroll position, and a bar while the next page is fetched. */
export function Root(): ReactNode {
  const navigation = useNavigation();
  return (
    <QueryClientProvider client={client}>
      {navigation.state === 'idle' ? null : <div className="page-progress" role="progressbar" aria-label="正在打开页面" />}
      <Outlet />
      <ScrollRestoration />
    </QueryClientProvider>
  );
}

export function Opening(): ReactNode {
  return <p className="opening" role="status">正在打开…</p>;
}
