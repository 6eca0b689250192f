import type { PayloadOf } from '@beian/contracts/filing/actions';
import type { FormData } from '@beian/contracts/filing/forms';
import type { SubjectData, SubjectView } from '@beian/contracts/subject/api';
import type { ObjectKind } from '@beian/rules/lifecycle/labels';
import { subjectReceipt } from '../subject/subject-receipt.ts';
import { uploadsOfSubject } from '../subject/subject-values.ts';
import { reviseSubject } from '../subject/submit-subject.ts';
import { renewReceipts } from '../uploads/renew-receipts.ts';
import { uploadsIn } from './send-application.ts';

/** S6: the returned subject's correction goes first, then everything that the resubmission has to show. */
export async function gatherResubmission(object: ObjectKind, subject: SubjectView, corrected: SubjectData | undefined, data: FormData): Promise<PayloadOf<'resubmit'>> {
  if (corrected !== undefined) await revise(subject, corrected);
  const [receipt, uploadReceipts] = await Promise.all([subjectReceipt(subject.subject), renewReceipts(uploadsIn(object, data))]);
  return { object, data, subjectReceipt: receipt, uploadReceipts } as PayloadOf<'resubmit'>;
}

async function revise(subject: SubjectView, corrected: SubjectData): Promise<void> {
  const uploads = await renewReceipts(uploadsOfSubject(corrected));
  await reviseSubject(subject.subject, { data: corrected, uploads, expectedRevision: subject.revision });
}
