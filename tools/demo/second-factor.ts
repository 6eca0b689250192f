import { TOTP } from 'otpauth';
import { eventually, type Answer, type Session } from './platform.ts';

const PERIOD_MS = 30_000;

/**
 * The second step of a sample officer's login. A code counts once for an account, and whoever signs in again within half a
 * minute gives the next one, which counts already; after that the next step is waited for. Five wrong ones would lock.
 */
export async function giveSecondFactor(session: Session, ticket: string, secret: string): Promise<Answer> {
  const give = (at: number): Promise<Answer> => session.send('POST', '/api/identity/sessions/second-factor', { ticket, code: new TOTP({ secret }).generate({ timestamp: at }) });
  const began = Date.now();
  for (const at of [began, began + PERIOD_MS]) {
    const answer = await give(at);
    if (answer.status !== 401) return answer;
  }
  const nextStep = (Math.floor(began / PERIOD_MS) + 1) * PERIOD_MS;
  await eventually(async () => (Date.now() >= nextStep ? true : undefined), PERIOD_MS + 5_000);
  return give(Date.now() + PERIOD_MS);
}
