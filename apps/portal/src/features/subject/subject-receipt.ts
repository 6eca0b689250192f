import { ReceiptAnswer } from '@beian/contracts/subject/api';
import { call } from '../../ui/api/api-client.ts';

/** The signed receipt that a filing is submitted with. */
export async function subjectReceipt(subject: string): Promise<string> {
  return (await call('POST', `/api/subject/subjects/${subject}/receipt`, ReceiptAnswer)).receipt;
}
