import { platformIn, type Principal } from '@beian/contracts/principal';
import type { Sealer } from '@beian/kit/crypto/sealer';
import { inScope } from '@beian/kit/db/scope';
import { signInRequired } from '@beian/kit/errors/domain-error';
import { DB_WORKER, ENVIRONMENT, SEALER } from '@beian/kit/service/tokens';
import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { matchesPassword } from '../account/password.ts';
import type { IdentityEnvironment } from '../config.ts';
import { addressGroup } from '../session/addresses.ts';
import type { Origin } from '../session/client-address.ts';
import { failAttempt, passAttempt, reserveAttempt, type AttemptKeys } from '../session/login-attempts.ts';
import { loginBusy, loginLocked } from '../session/session.errors.ts';
import { passwordWrong } from './security.errors.ts';

interface Owner {
  readonly login_key: string;
  readonly hash: string;
}

/** Asks a signed-in person for the password again: whoever finds an open browser is not yet its owner. */
@Injectable()
export class PasswordCheck {
  constructor(
    @Inject(DB_WORKER) private readonly worker: DataSource,
    @Inject(SEALER) private readonly sealer: Sealer,
    @Inject(ENVIRONMENT) private readonly environment: IdentityEnvironment,
  ) {}

  /** Wrong ones count like wrong logins from this address; throws `password.wrong` at `field` (422), or 429 when locked. */
  async prove(caller: Principal, password: string, origin: Origin, field: string): Promise<Owner> {
    const address = this.sealer.index('address', addressGroup(origin.address));
    const limits = { pair: this.environment.LOGIN_FAILURES_PER_ACCOUNT, account: this.environment.LOGIN_FAILURES_FROM_STRANGERS, address: this.environment.LOGIN_FAILURES_PER_ADDRESS };
    const { owner, keys, reservation } = await inScope(this.worker, platformIn(), async (tx) => {
      const [found] = await tx.query<Owner & Record<string, unknown>>('select a.login_key, c.hash from account a join credential c on c.account = a.id where a.id = $1', [caller.account]);
      if (!found) throw signInRequired();
      // An open session is reason enough to know this address.
      const counted: AttemptKeys = { account: this.sealer.index('login', found.login_key), address, known: true };
      return { owner: found, keys: counted, reservation: await reserveAttempt(tx, counted, limits) };
    });
    if (reservation !== 'reserved') throw reservation === 'locked' ? loginLocked() : loginBusy();
    const right = await matchesPassword(owner.hash, password);
    await inScope(this.worker, platformIn(), (tx) => (right ? passAttempt(tx, keys) : failAttempt(tx, keys)));
    if (!right) throw passwordWrong(field);
    return owner;
  }
}
