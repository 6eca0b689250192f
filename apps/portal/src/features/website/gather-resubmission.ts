import type { PayloadOf } from '@beian/contracts/filing/actions';
import type { WebsiteData } from '@beian/contracts/filing/website';
import type { SubjectData, SubjectView } from '@beian/contracts/subject/api';
import { subjectReceipt } from '../subject/subject-receipt.ts';
import { uploadsOfSubject } from '../subject/subject-values.ts';
import { reviseSubject } from '../subject/submit-subject.ts';
import { renewReceipts } from '../uploads/renew-receipts.ts';
import { uploadsOfWebsite } from './website-values.ts';

/** S6: the returned subject's correction goes first, then everything that the resubmission has to show. */
export async function gatherResubmission(subject: SubjectView, corrected: SubjectData | undefined, data: WebsiteData): Promise<PayloadOf<'resubmit'>> {
  if (corrected !== undefined) await revise(subject, corrected);
  const [receipt, uploadReceipts] = await Promise.all([subjectReceipt(subject.subject), renewReceipts(uploadsOfWebsite(data))]);
  return { object: 'website', data, subjectReceipt: receipt, uploadReceipts };
}

async function revise(subject: SubjectView, corrected: SubjectData): Promise<void> {
  const uploads = await renewReceipts(uploadsOfSubject(corrected));
  await reviseSubject(subject.subject, { data: corrected, uploads, expectedRevision: subject.revision });
}
