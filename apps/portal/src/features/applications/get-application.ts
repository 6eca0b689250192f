import { ApplicationView } from '@beian/contracts/filing/api';
import { queryOptions } from '@tanstack/react-query';
import { read } from '../../ui/api/api-client.ts';

/** One case, whole, for its owner or the competent officer. */
export const application = (id: string) => queryOptions({
  queryKey: ['applications', id],
  queryFn: ({ signal }) => read(`/api/filing/applications/${id}`, ApplicationView, signal),
});
