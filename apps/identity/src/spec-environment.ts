import { solveChallenge } from 'altcha-lib/v1';
import { identityEnvironment, type IdentityEnvironment } from './config.ts';

/** Identity's settings in medium specs: its own limits as in production, a proof of work that costs a millisecond. */
export function specEnvironment(more: Record<string, string> = {}): IdentityEnvironment {
  return identityEnvironment.parse({
    PORT: '0',
    DB_HOST: 'unused',
    DB_PORT: '0',
    DB_NAME: 'unused',
    DB_SECRETS_FILE: 'unused',
    KAFKA_BROKERS: 'unused',
    TEMPORAL_ADDRESS: 'unused',
    KEYS_DIR: 'unused',
    KEK_FILE: 'unused',
    INDEX_KEY_FILE: 'unused',
    ROLES: 'api',
    CAPTCHA_MAX_NUMBER: '1000',
    // Specs about something else sign officers in by password alone; second-factor.medium.spec.ts demands it.
    OFFICER_SECOND_FACTOR: 'offered',
    ...more,
  });
}

/** Does a challenge's work, as a browser does it. */
export async function solve(challenge: { algorithm: string; challenge: string; maxnumber: number; salt: string; signature: string }): Promise<string> {
  const { maxnumber, ...signed } = challenge;
  const solution = await solveChallenge(signed.challenge, signed.salt, signed.algorithm, maxnumber).promise;
  return Buffer.from(JSON.stringify({ ...signed, number: solution?.number })).toString('base64');
}
