import { CaptchaChallenge } from '@beian/contracts/identity/api';
import { solveChallengeWorkers } from 'altcha-lib/v1';
import { read } from '../../ui/api/api-client.ts';
import { ApiError } from '../../ui/api/api-error.ts';

const WORKERS = 2;

/**
 * Fetches a proof-of-work challenge and solves it off the main thread: the puzzle-free check of ACC-14 and U11.
 * A solution is good for one request within five minutes.
 */
export async function solveCaptcha(): Promise<string> {
  const challenge = await read('/api/identity/captcha', CaptchaChallenge);
  if (!window.isSecureContext) throw new ApiError(0, 'captcha.insecure', '请使用 https 地址访问平台，否则浏览器无法完成验证');
  const worker = (): Worker => new Worker(new URL('./captcha.worker.ts', import.meta.url), { type: 'module' });
  const solution = await solveChallengeWorkers(worker, WORKERS, challenge.challenge, challenge.salt, challenge.algorithm, challenge.maxnumber);
  if (solution === null) throw new ApiError(0, 'captcha.unsolved', '验证没有完成，请重试');
  const { algorithm, challenge: digest, salt, signature } = challenge;
  return btoa(JSON.stringify({ algorithm, challenge: digest, number: solution.number, salt, signature, took: solution.took }));
}
