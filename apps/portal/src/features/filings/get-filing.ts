import { FilingView } from '@beian/contracts/filing/api';
import { queryOptions } from '@tanstack/react-query';
import { read } from '../../ui/api/api-client.ts';

/** One own filing, with number, icon and code once it is filed (NUM-08). */
export const filing = (id: string) => queryOptions({
  queryKey: ['filings', id],
  queryFn: ({ signal }) => read(`/api/filing/filings/${id}`, FilingView, signal),
});
