import { QueryClient } from '@tanstack/react-query';
import { hasStatus } from './api-error.ts';

/** Server state of the page. Failures show at once; only silence and 503 are tried again by themselves. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { staleTime: 10_000, networkMode: 'always', retry: (count, fault) => count < 2 && hasStatus(fault, 0, 503) },
      mutations: { networkMode: 'always', retry: false },
    },
  });
}
