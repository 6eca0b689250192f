import { BureauView } from '@beian/contracts/identity/api';
import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { read } from '../../ui/api/api-client.ts';

/** All bureaus of the province. */
export const bureaus = queryOptions({
  queryKey: ['bureaus'],
  queryFn: ({ signal }) => read('/api/identity/bureaus', z.array(BureauView), signal),
  staleTime: 600_000,
});
