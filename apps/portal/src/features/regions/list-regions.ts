import { RegionView } from '@beian/contracts/identity/api';
import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { read } from '../../ui/api/api-client.ts';

/** All regions; they change a few times a year. */
export const regions = queryOptions({
  queryKey: ['regions'],
  queryFn: ({ signal }) => read('/api/identity/regions', z.array(RegionView), signal),
  staleTime: 3_600_000,
});
