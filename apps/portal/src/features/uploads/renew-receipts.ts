import { ReceiptAnswer } from '@beian/contracts/subject/api';
import { call } from '../../ui/api/api-client.ts';

/** Fresh receipts of own uploads: they end after half an hour, and forms take longer. */
export async function renewReceipts(uploads: readonly string[]): Promise<string[]> {
  const distinct = [...new Set(uploads)];
  const answers = await Promise.all(distinct.map((upload) => call('POST', `/api/storage/uploads/${upload}/receipt`, ReceiptAnswer)));
  return answers.map(({ receipt }) => receipt);
}
