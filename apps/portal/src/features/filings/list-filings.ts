import { FilingSummary } from '@beian/contracts/filing/api';
import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { read } from '../../ui/api/api-client.ts';

/** The own filings of every kind. */
export const filings = queryOptions({
  queryKey: ['filings'],
  queryFn: ({ signal }) => read('/api/filing/filings', z.array(FilingSummary), signal),
});
