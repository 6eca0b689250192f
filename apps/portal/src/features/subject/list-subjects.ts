import { SubjectSummary } from '@beian/contracts/subject/api';
import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { read } from '../../ui/api/api-client.ts';

/** The own subjects, masked. */
export const subjects = queryOptions({
  queryKey: ['subjects'],
  queryFn: ({ signal }) => read('/api/subject/subjects', z.array(SubjectSummary), signal),
});
