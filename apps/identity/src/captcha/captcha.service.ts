import type { z } from 'zod';
import type { CaptchaChallenge } from '@beian/contracts/identity/api';
import { platformIn } from '@beian/contracts/principal';
import type { Sealer } from '@beian/kit/crypto/sealer';
import { inScope } from '@beian/kit/db/scope';
import { DB_WORKER, ENVIRONMENT, SEALER } from '@beian/kit/service/tokens';
import { Inject, Injectable } from '@nestjs/common';
import { createChallenge, verifySolution } from 'altcha-lib/v1';
import type { DataSource } from 'typeorm';
import type { IdentityEnvironment } from '../config.ts';
import { captchaInvalid } from './captcha.errors.ts';
import { expiryOf, parseSolution } from './solution.ts';

const VALID_MS = 5 * 60_000;

/** ALTCHA proof of work (ACC-14, OPN-03): nothing is stored until a challenge is spent, and each can be spent once. */
@Injectable()
export class CaptchaService {
  private readonly key: string;

  constructor(
    @Inject(DB_WORKER) private readonly db: DataSource,
    @Inject(ENVIRONMENT) private readonly environment: IdentityEnvironment,
    @Inject(SEALER) sealer: Sealer,
  ) {
    this.key = sealer.index('captcha-signing-key', 'v1');
  }

  async challenge(): Promise<z.infer<typeof CaptchaChallenge>> {
    const maxnumber = this.environment.CAPTCHA_MAX_NUMBER;
    const { algorithm, challenge, salt, signature } = await createChallenge({ hmacKey: this.key, maxnumber, expires: new Date(Date.now() + VALID_MS) });
    return { algorithm, challenge, maxnumber, salt, signature };
  }

  /** Spends a solution, whatever becomes of the request that brought it; throws `captcha.invalid` (422). */
  async spend(text: string): Promise<void> {
    const solution = parseSolution(text);
    const expires = solution && expiryOf(solution);
    if (!solution || !expires || !(await verifySolution(solution, this.key))) throw captchaInvalid();
    const spent = await inScope(this.db, platformIn(), async (tx) => {
      await tx.query('delete from spent_challenge where expires_at < now()');
      return tx.query('insert into spent_challenge (challenge, expires_at) values ($1, $2) on conflict do nothing returning challenge', [solution.challenge, expires]);
    });
    if (spent.length === 0) throw captchaInvalid();
  }
}
