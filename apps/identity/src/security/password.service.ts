import { PasswordChanged } from '@beian/contracts/identity/events';
import type { ChangePassword, ResetPassword } from '@beian/contracts/identity/security';
import { ANONYMOUS, platformIn, type Principal } from '@beian/contracts/principal';
import type { Keys } from '@beian/kit/auth/keys';
import type { Sealer } from '@beian/kit/crypto/sealer';
import { inScope } from '@beian/kit/db/scope';
import { invalidInput, signInRequired } from '@beian/kit/errors/domain-error';
import { publish } from '@beian/kit/outbox/publish';
import { attempt } from '@beian/kit/records/attempt';
import { record } from '@beian/kit/records/record';
import { DB_API, DB_WORKER, KEYS, SEALER } from '@beian/kit/service/tokens';
import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { passwordProblems } from '../account/password-policy.ts';
import { hashPassword } from '../account/password.ts';
import { codeWrong } from '../code/code.errors.ts';
import { CodeService } from '../code/code.service.ts';
import { addressGroup } from '../session/addresses.ts';
import type { Origin } from '../session/client-address.ts';
import { revokeSessions } from '../session/close-sessions.ts';
import { rememberAddress, unlockAttempts } from '../session/login-attempts.ts';
import { PasswordCheck } from './password-check.service.ts';

interface Found {
  readonly id: string;
  readonly login_key: string;
}

/** A password replaced by its owner, who knows the old one or holds the mobile. No old hash is kept. */
@Injectable()
export class PasswordService {
  constructor(
    @Inject(DB_API) private readonly api: DataSource,
    @Inject(DB_WORKER) private readonly worker: DataSource,
    @Inject(KEYS) private readonly keys: Keys,
    @Inject(SEALER) private readonly sealer: Sealer,
    @Inject(CodeService) private readonly codes: CodeService,
    @Inject(PasswordCheck) private readonly check: PasswordCheck,
  ) {}

  /** The session that asks stays open, every other one ends. */
  async change(caller: Principal, form: ChangePassword, origin: Origin): Promise<void> {
    const { account } = caller;
    if (account === null) throw signInRequired();
    await attempt(this.api, caller, this.keys, { action: 'password.change', target: { type: 'account', id: account }, bureau: caller.bureau }, async () => {
      const owner = await this.check.prove(caller, form.current, origin, 'current');
      this.judge(form.password, owner.login_key);
      await this.replace(caller, account, form.password, 'change');
    });
  }

  /** OPN-05: whoever holds an applicant's mobile sets a new password, ends every session and every lock. Officers have none here. */
  async reset(form: ResetPassword, origin: Origin): Promise<void> {
    this.judge(form.password, undefined);
    const use = { purpose: 'reset', recipient: form.mobile, account: null } as const;
    await this.codes.check(form, use);
    const found = await this.findByMobile(form.mobile);
    if (!found) throw codeWrong();
    this.judge(form.password, found.login_key);
    await this.codes.spend(form, use);
    const self: Principal = { ...ANONYMOUS, kind: 'applicant', account: found.id, roles: ['applicant'] };
    await this.replace(self, found.id, form.password, 'reset');
    await inScope(this.worker, platformIn(), async (tx) => {
      await unlockAttempts(tx, this.sealer.index('login', found.login_key));
      await rememberAddress(tx, found.id, this.sealer.index('address', addressGroup(origin.address)));
    });
  }

  private async replace(self: Principal, account: string, password: string, how: 'change' | 'reset'): Promise<void> {
    const hash = await hashPassword(password);
    await inScope(this.api, self, async (tx) => {
      await tx.query('update credential set hash = $2, changed_at = now() where account = $1', [account, hash]);
      const sessions = await revokeSessions(tx, this.keys, account, { allBut: self.session });
      publish(tx, PasswordChanged, account, { account, how });
      record(tx, this.keys, { action: `password.${how}`, outcome: 'done', target: { type: 'account', id: account }, bureau: self.bureau, after: { sessions } });
    });
  }

  private judge(password: string, loginKey: string | undefined): void {
    const problems = passwordProblems(password, loginKey ?? '\0');
    if (problems.length > 0) throw invalidInput(problems);
  }

  private async findByMobile(mobile: string): Promise<Found | undefined> {
    const [found] = await inScope(this.worker, platformIn(), (tx) => tx.query<Found & Record<string, unknown>>(`select id, login_key from account where mobile_index = $1 and kind = 'applicant'`, [this.sealer.index('mobile', mobile)]));
    return found;
  }
}
