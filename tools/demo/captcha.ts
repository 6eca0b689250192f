import { solveChallenge } from 'altcha-lib/v1';
import type { Session } from './platform.ts';

interface Challenge {
  readonly algorithm: string;
  readonly challenge: string;
  readonly maxnumber: number;
  readonly salt: string;
  readonly signature: string;
}

/** Does the work that the login page's captcha asks of a browser (ACC-14). */
export async function solveCaptcha(session: Session): Promise<string> {
  const { body } = await session.get('/api/identity/captcha');
  const { algorithm, challenge, maxnumber, salt, signature } = body as Challenge;
  const solution = await solveChallenge(challenge, salt, algorithm, maxnumber).promise;
  if (!solution) throw new Error('The captcha has no solution');
  return Buffer.from(JSON.stringify({ algorithm, challenge, number: solution.number, salt, signature })).toString('base64');
}
