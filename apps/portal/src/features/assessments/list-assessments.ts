import { AssessmentSummary } from '@beian/contracts/assessment/api';
import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { read } from '../../ui/api/api-client.ts';

/** The own assessments. */
export const assessments = queryOptions({
  queryKey: ['assessments'],
  queryFn: ({ signal }) => read('/api/assessment/assessments', z.array(AssessmentSummary), signal),
});
