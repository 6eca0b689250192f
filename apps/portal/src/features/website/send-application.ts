import type { WebsiteData } from '@beian/contracts/filing/website';
import { subjectReceipt } from '../subject/subject-receipt.ts';
import { renewReceipts } from '../uploads/renew-receipts.ts';
import type { DraftIds } from './draft-content.ts';
import { submitApplication } from './submit-application.ts';
import { uploadsOfWebsite } from './website-values.ts';

interface NewWebsite {
  readonly ids: DraftIds;
  readonly subject: string;
  readonly data: WebsiteData;
  /** Version of the notices that were accepted. */
  readonly notice: string;
  readonly draft: string | null;
}

/** Gathers fresh receipts of subject and uploads, then submits. */
export async function sendApplication({ ids, subject, data, notice, draft }: NewWebsite): Promise<{ application: string }> {
  const [receipt, uploadReceipts] = await Promise.all([subjectReceipt(subject), renewReceipts(uploadsOfWebsite(data))]);
  return submitApplication({
    ...ids, kind: 'new', object: 'website', subjectReceipt: receipt, uploadReceipts, data, notice: { version: notice, accepted: true }, draft,
  });
}
