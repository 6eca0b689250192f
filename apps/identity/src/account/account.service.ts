import { AccountRegistered } from '@beian/contracts/identity/events';
import type { RegisterAccount } from '@beian/contracts/identity/api';
import { ANONYMOUS, platformIn, type Principal } from '@beian/contracts/principal';
import type { Keys } from '@beian/kit/auth/keys';
import type { Sealer } from '@beian/kit/crypto/sealer';
import { inScope, type Tx } from '@beian/kit/db/scope';
import { createVersioned } from '@beian/kit/db/versioned';
import { invalidInput } from '@beian/kit/errors/domain-error';
import { newId } from '@beian/kit/http/uuid';
import { publish } from '@beian/kit/outbox/publish';
import { record, recordRefusal } from '@beian/kit/records/record';
import { DB_API, DB_WORKER, KEYS, SEALER } from '@beian/kit/service/tokens';
import { shanghaiDate } from '@beian/rules/calendar/dates';
import { Inject, Injectable } from '@nestjs/common';
import { QueryFailedError, type DataSource } from 'typeorm';
import { CaptchaService } from '../captcha/captcha.service.ts';
import { Account } from './account.entity.ts';
import { accountTaken } from './account.errors.ts';
import { normalizeRegistration, registrationProblems } from './account.rules.ts';
import { hashPassword } from './password.ts';
import { sealContact, sealPerson } from './sealed-person.ts';

const UNIQUE_VIOLATION = '23505';

@Injectable()
export class AccountService {
  constructor(
    @Inject(DB_API) private readonly api: DataSource,
    @Inject(DB_WORKER) private readonly worker: DataSource,
    @Inject(KEYS) private readonly keys: Keys,
    @Inject(SEALER) private readonly sealer: Sealer,
    @Inject(CaptchaService) private readonly captcha: CaptchaService,
  ) {}

  /** ACC-09…13. The password is hashed before anything is looked up, so that a taken name takes the same time. */
  async register(form: RegisterAccount): Promise<{ account: string }> {
    const problems = registrationProblems(form, shanghaiDate(new Date()));
    if (problems.length > 0) throw invalidInput(problems);
    await this.captcha.spend(form.captcha);
    const id = newId();
    const given = normalizeRegistration(form);
    const [hash, person, contact] = await Promise.all([hashPassword(form.password), sealPerson(this.sealer, id, given), sealContact(this.sealer, id, given)]);
    const account = { id, kind: 'applicant', loginName: form.loginName, loginKey: given.loginKey, ...person, ...contact, organisationName: null, organisationCode: null, identityLevel: 'none', registeredAt: new Date() } as const;
    if (await this.isTaken(account)) return this.refuse();
    const self: Principal = { ...ANONYMOUS, kind: 'applicant', account: id, roles: ['applicant'] };
    await inScope(this.api, self, (tx) => this.insert(tx, account, hash)).catch((error: unknown) => {
      if (error instanceof QueryFailedError && (error.driverError as { code?: string }).code === UNIQUE_VIOLATION) return this.refuse();
      throw error;
    });
    return { account: id };
  }

  private async insert(tx: Tx, account: Omit<Account, 'version'>, hash: string): Promise<void> {
    await createVersioned(tx, Account, account, { action: 'account.register' });
    await tx.query('insert into credential (account, hash) values ($1, $2)', [account.id, hash]);
    publish(tx, AccountRegistered, account.id, { account: account.id, mobile: account.mobile, email: account.email });
    record(tx, this.keys, { action: 'account.register', outcome: 'done', target: { type: 'account', id: account.id }, after: { kind: account.kind, identityLevel: account.identityLevel } });
  }

  private async isTaken({ loginKey, mobileIndex, emailIndex }: Pick<Account, 'loginKey' | 'mobileIndex' | 'emailIndex'>): Promise<boolean> {
    const found = await inScope(this.worker, platformIn(), (tx) =>
      tx.query('select 1 from account where login_key = $1 or mobile_index = $2 or email_index = $3 limit 1', [loginKey, mobileIndex, emailIndex]),
    );
    return found.length > 0;
  }

  private async refuse(): Promise<never> {
    const refusal = accountTaken();
    await recordRefusal(this.api, ANONYMOUS, this.keys, { action: 'account.register', code: refusal.code, target: { type: 'account', id: newId() } });
    throw refusal;
  }
}
