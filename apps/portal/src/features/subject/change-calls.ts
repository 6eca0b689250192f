import { SubjectChange, SubjectChangeView, type ReviseSubject } from '@beian/contracts/subject/api';
import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { NOTHING, call, read } from '../../ui/api/api-client.ts';

/** The change of an own subject that is under review, or returned. */
export const pendingChange = (subject: string) => queryOptions({
  queryKey: ['subjects', subject, 'change'],
  queryFn: ({ signal }) => read(`/api/subject/subjects/${subject}/change`, SubjectChangeView, signal),
});

/** What was approved of it, newest first. */
export const approvedChanges = (subject: string) => queryOptions({
  queryKey: ['subjects', subject, 'changes'],
  queryFn: ({ signal }) => read(`/api/subject/subjects/${subject}/changes`, z.array(SubjectChange), signal),
});

/** Submits a change, or a returned one corrected (OPN-07). */
export function changeSubject(subject: string, body: ReviseSubject): Promise<SubjectChangeView> {
  return call('POST', `/api/subject/subjects/${subject}/changes`, SubjectChangeView, { body });
}

/** Takes a change back, or gives up one that came back. */
export function withdrawChange(subject: string, expectedRevision: number): Promise<undefined> {
  return call('POST', `/api/subject/subjects/${subject}/change/withdrawal`, NOTHING, { body: { expectedRevision } });
}
