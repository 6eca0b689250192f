import { AssessmentSummary } from '@beian/contracts/assessment/api';
import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { read } from '../../ui/api/api-client.ts';

/** The own assessments. */
export const assessments = queryOptions({
  queryKey: ['assessments'],
  queryFn: ({ signal }) => read('/api/assessment/assessments', z.array(AssessmentSummary), signal),
});

/** What has been submitted in the area of 网信 (S4). */
export const areaAssessments = queryOptions({
  queryKey: ['assessments', 'area'],
  queryFn: ({ signal }) => read('/api/assessment/assessments/area', z.array(AssessmentSummary), signal),
  refetchOnWindowFocus: false,
});
