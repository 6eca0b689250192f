import { CodeChallenge, type CodePurpose } from '@beian/contracts/identity/codes';
import { call } from '../../ui/api/api-client.ts';
import { solveCaptcha } from './solve-captcha.ts';

/** What a code is asked for: `to` is a number or mailbox; none means the account's own mailbox. */
export interface CodeWish {
  readonly purpose: CodePurpose;
  readonly to?: string;
}

/** Sends a one-time code; the check against machines is done unseen, once for each sending. */
export async function requestCode({ purpose, to }: CodeWish): Promise<CodeChallenge> {
  const recipient = purpose === 'email' ? { email: to } : { mobile: to };
  return call('POST', '/api/identity/codes', CodeChallenge, { body: { purpose, ...recipient, captcha: await solveCaptcha() } });
}
