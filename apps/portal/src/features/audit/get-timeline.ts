import { Timeline, type TimelineQuery } from '@beian/contracts/audit/api';
import { infiniteQueryOptions } from '@tanstack/react-query';
import { read } from '../../ui/api/api-client.ts';
import { withQuery } from '../../ui/api/with-query.ts';

/** The records of one filing, page by page. Each look is itself recorded, so it is not repeated by itself. */
export const timeline = (filing: string, outcome: TimelineQuery['outcome']) => infiniteQueryOptions({
  queryKey: ['audit', 'timeline', filing, outcome],
  queryFn: ({ pageParam, signal }) => read(withQuery(`/api/audit/filings/${filing}/timeline`, { outcome, after: pageParam }), Timeline, signal),
  initialPageParam: null as string | null,
  getNextPageParam: (page) => page.next,
  staleTime: Infinity,
  refetchOnWindowFocus: false,
});
