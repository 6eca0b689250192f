import { Timeline } from '@beian/contracts/audit/api';
import { queryOptions } from '@tanstack/react-query';
import { read } from '../../ui/api/api-client.ts';

/** Every record of one filing. Each look is itself recorded, so it is not repeated by itself. */
export const timeline = (filing: string) => queryOptions({
  queryKey: ['audit', 'timeline', filing],
  queryFn: ({ signal }) => read(`/api/audit/filings/${filing}/timeline`, Timeline, signal),
  staleTime: Infinity,
  refetchOnWindowFocus: false,
});
