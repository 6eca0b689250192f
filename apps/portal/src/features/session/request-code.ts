import { CodeChallenge, type CodePurpose } from '@beian/contracts/identity/codes';
import { ApiError } from '../../ui/api/api-error.ts';
import { NOTHING, call } from '../../ui/api/api-client.ts';
import { solveCaptcha } from './solve-captcha.ts';

/** What a code is asked for: `to` is a number or mailbox; none means the account's own mailbox. */
export interface CodeWish {
  readonly purpose: CodePurpose;
  readonly to?: string;
}

/** Sends a one-time code; the check against machines is done unseen, once for each sending. */
export async function requestCode({ purpose, to }: CodeWish): Promise<CodeChallenge> {
  const recipient = purpose === 'email' ? { email: to } : { mobile: to };
  const challenge = await call('POST', '/api/identity/codes', CodeChallenge, { body: { purpose, ...recipient, captcha: await solveCaptcha() } });
  await handOn(challenge);
  return challenge;
}

/** What keeps the order from being handed on keeps nobody waiting: the code then goes out by the event, a little later. */
async function handOn({ challenge, order }: CodeChallenge): Promise<void> {
  await call('POST', '/api/notification/code-orders', NOTHING, { body: { challenge, order } }).catch((error: unknown) => {
    if (!(error instanceof ApiError)) throw error;
  });
}
