import { type SubjectView, type ReviseSubject, type SubmitSubject } from '@beian/contracts/subject/api';
import { z } from 'zod';
import { call } from '../../ui/api/api-client.ts';

const Answer = z.looseObject({ subject: z.string(), revision: z.int() });
export type SubmittedSubject = Pick<SubjectView, 'subject' | 'revision'>;

/** Submits a new subject; the id is chosen here, so a repeat changes nothing. */
export function submitSubject(body: SubmitSubject): Promise<SubmittedSubject> {
  return call('POST', '/api/subject/subjects', Answer, { body });
}

/** Corrects a returned subject: a new revision. */
export function reviseSubject(subject: string, body: ReviseSubject): Promise<SubmittedSubject> {
  return call('PUT', `/api/subject/subjects/${subject}`, Answer, { body });
}
