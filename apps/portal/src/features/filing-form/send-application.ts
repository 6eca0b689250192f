import type { SubmitApplication } from '@beian/contracts/filing/api';
import type { FormData } from '@beian/contracts/filing/forms';
import { formOf } from '@beian/rules/forms/forms';
import { picturesOf } from '@beian/rules/forms/personal';
import type { ObjectKind } from '@beian/rules/lifecycle/labels';
import { subjectReceipt } from '../subject/subject-receipt.ts';
import { renewReceipts } from '../uploads/renew-receipts.ts';
import type { DraftIds } from './draft-content.ts';
import { submitApplication } from './submit-application.ts';

interface NewFiling {
  readonly object: ObjectKind;
  readonly ids: DraftIds;
  readonly subject: string;
  readonly data: FormData;
  /** Version of the notices that were accepted. */
  readonly notice: string;
  readonly draft: string | null;
}

/** Gathers fresh receipts of subject and uploads, then submits. */
export async function sendApplication({ object, ids, subject, data, notice, draft }: NewFiling): Promise<{ application: string }> {
  const [receipt, uploadReceipts] = await Promise.all([subjectReceipt(subject), renewReceipts(uploadsIn(object, data))]);
  // The form's schema has made `data` of the kind that `object` names.
  const body = { ...ids, kind: 'new', object, subjectReceipt: receipt, uploadReceipts, data, notice: { version: notice, accepted: true }, draft } as SubmitApplication;
  return submitApplication(body);
}

/** Uploads that a form refers to; their receipts go along with it. */
export function uploadsIn(object: ObjectKind, data: FormData): string[] {
  return picturesOf(formOf(object), data).map(({ upload }) => upload);
}
