import type { ApplicationView } from '@beian/contracts/filing/api';
import { RevealAnswer, RevealedValue, type RevealReason } from '@beian/contracts/filing/reveals';
import { call, noteUnauthorised, OWN_REQUEST, problemOf } from '../../ui/api/api-client.ts';
import { ApiError, statusMessage } from '../../ui/api/api-error.ts';

type Case = Pick<ApplicationView, 'application' | 'subject' | 'subjectRevision'>;

/** Asks filing, which records the reason first; what another service holds comes from there, with filing's receipt. */
async function permitted({ application }: Case, field: string, reason: RevealReason, upload?: string): Promise<RevealAnswer> {
  return call('POST', `/api/filing/applications/${application}/reveals`, RevealAnswer, { body: { field, reason, ...(upload !== undefined && { upload }) } });
}

/** A personal field in clear. */
export async function revealField(of: Case, field: string, reason: RevealReason): Promise<string> {
  const { value, receipt } = await permitted(of, field, reason);
  if (value !== null) return value;
  return (await call('POST', `/api/subject/subjects/${of.subject}/revisions/${of.subjectRevision}/reveals`, RevealedValue, { body: { receipt } })).value;
}

/** The picture of a certificate, as an address that only this page knows; the caller revokes it. */
export async function revealPicture(of: Case, field: string, reason: RevealReason, upload: string): Promise<string> {
  const { receipt } = await permitted(of, field, reason, upload);
  return showPicture(`/api/storage/uploads/${upload}/reveal`, receipt);
}

/** The same of a subject's own review (OPN-04), whose service holds the form itself. */
export async function revealOfReview(review: string, field: string, reason: RevealReason, upload: string | undefined): Promise<string> {
  const { value, receipt } = await call('POST', `/api/subject/reviews/${review}/reveals`, RevealAnswer, { body: { field, reason, ...(upload !== undefined && { upload }) } });
  return value ?? showPicture(`/api/storage/uploads/${upload}/review-reveal`, receipt);
}

async function showPicture(path: string, receipt: string | null): Promise<string> {
  const response = await fetch(path, { method: 'POST', credentials: 'same-origin', headers: { 'content-type': 'application/json', ...OWN_REQUEST }, body: JSON.stringify({ receipt }) }).catch(() => {
    throw new ApiError(0, 'network.unreachable', statusMessage(0));
  });
  if (response.status === 401) noteUnauthorised(path);
  if (!response.ok) throw await problemOf(response);
  return URL.createObjectURL(await response.blob());
}
