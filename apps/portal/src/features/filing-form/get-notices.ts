import { NoticeView } from '@beian/contracts/filing/api';
import { queryOptions } from '@tanstack/react-query';
import { read } from '../../ui/api/api-client.ts';

/** The texts of step 4 with their version (OPN-26). */
export const notices = queryOptions({
  queryKey: ['notices'],
  queryFn: ({ signal }) => read('/api/filing/notices/current', NoticeView, signal),
  staleTime: 600_000,
});
