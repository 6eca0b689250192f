import { SubjectStep, SubjectView } from '@beian/contracts/subject/api';
import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { read } from '../../ui/api/api-client.ts';

/** An own subject, whole. */
export const subject = (id: string) => queryOptions({
  queryKey: ['subjects', id],
  queryFn: ({ signal }) => read(`/api/subject/subjects/${id}`, SubjectView, signal),
});

/** A revision for the competent officer. Each look is recorded, so it is not repeated by itself. */
export const subjectRevision = (id: string, revision: number) => queryOptions({
  queryKey: ['subjects', id, 'revisions', revision],
  queryFn: ({ signal }) => read(`/api/subject/subjects/${id}/revisions/${revision}`, SubjectView, signal),
  staleTime: Infinity,
  refetchOnWindowFocus: false,
});

/** What has become of a subject so far, for its officers. */
export const subjectSteps = (id: string) => queryOptions({
  queryKey: ['subjects', id, 'revisions'],
  queryFn: ({ signal }) => read(`/api/subject/subjects/${id}/revisions`, z.array(SubjectStep), signal),
  refetchOnWindowFocus: false,
});
