import { AccountRegistered } from '@beian/contracts/identity/events';
import type { RegisterAccount } from '@beian/contracts/identity/registration';
import { ANONYMOUS, platformIn, type Principal } from '@beian/contracts/principal';
import type { Keys } from '@beian/kit/auth/keys';
import type { Sealer } from '@beian/kit/crypto/sealer';
import { inScope, type Tx } from '@beian/kit/db/scope';
import { createVersioned } from '@beian/kit/db/versioned';
import { invalidInput, type DomainError } from '@beian/kit/errors/domain-error';
import { newId } from '@beian/kit/http/uuid';
import { publish } from '@beian/kit/outbox/publish';
import { record, recordRefusal } from '@beian/kit/records/record';
import { DB_API, DB_WORKER, KEYS, SEALER } from '@beian/kit/service/tokens';
import { shanghaiDate } from '@beian/rules/calendar/dates';
import { Inject, Injectable } from '@nestjs/common';
import { QueryFailedError, type DataSource } from 'typeorm';
import { CaptchaService } from '../captcha/captcha.service.ts';
import { codeWrong } from '../code/code.errors.ts';
import { CodeService } from '../code/code.service.ts';
import { Account } from './account.entity.ts';
import { accountTaken } from './account.errors.ts';
import { normalizeRegistration, registrationProblems } from './account.rules.ts';
import { passwordProblems } from './password-policy.ts';
import { hashPassword } from './password.ts';
import { sealEmail, sealMobile, sealPerson } from './sealed-person.ts';

const UNIQUE_VIOLATION = '23505';

type NewAccount = Omit<Account, 'version' | 'erasedAt'> & { readonly mobile: string; readonly email: string };

@Injectable()
export class AccountService {
  constructor(
    @Inject(DB_API) private readonly api: DataSource,
    @Inject(DB_WORKER) private readonly worker: DataSource,
    @Inject(KEYS) private readonly keys: Keys,
    @Inject(SEALER) private readonly sealer: Sealer,
    @Inject(CaptchaService) private readonly captcha: CaptchaService,
    @Inject(CodeService) private readonly codes: CodeService,
  ) {}

  /**
   * ACC-09…13, OPN-05: no account without the code that came to its mobile. The code is spent last, so that a taken name
   * can be replaced without a further SMS, while each attempt costs one of its tries.
   */
  async register(form: RegisterAccount): Promise<{ account: string }> {
    const problems = [...registrationProblems(form, shanghaiDate(new Date())), ...passwordProblems(form.password, form.loginName)];
    if (problems.length > 0) throw invalidInput(problems);
    await this.captcha.spend(form.captcha);
    const use = { purpose: 'register', recipient: form.mobile, account: null } as const;
    await this.codes.check(form, use);
    const id = newId();
    const given = normalizeRegistration(form);
    const [hash, person, mobile, email] = await Promise.all([
      hashPassword(form.password), sealPerson(this.sealer, id, given), sealMobile(this.sealer, id, given.mobile), sealEmail(this.sealer, id, given.email),
    ]);
    const account: NewAccount = {
      id, kind: 'applicant', loginName: form.loginName, loginKey: given.loginKey, ...person, ...mobile, ...email, organisationName: null, organisationCode: null,
      emailVerifiedAt: null, identityLevel: 'none', registeredAt: new Date(),
    };
    const taken = await this.findTaken(account);
    if (taken === 'mobile') return this.refuse(codeWrong());
    if (taken === 'name') return this.refuse(accountTaken());
    await this.codes.spend(form, use);
    const self: Principal = { ...ANONYMOUS, kind: 'applicant', account: id, roles: ['applicant'] };
    await inScope(this.api, self, (tx) => this.insert(tx, account, hash)).catch((error: unknown) => {
      if (error instanceof QueryFailedError && (error.driverError as { code?: string }).code === UNIQUE_VIOLATION) return this.refuse(accountTaken());
      throw error;
    });
    return { account: id };
  }

  private async insert(tx: Tx, account: NewAccount, hash: string): Promise<void> {
    await createVersioned(tx, Account, account, { action: 'account.register' });
    await tx.query('insert into credential (account, hash) values ($1, $2)', [account.id, hash]);
    publish(tx, AccountRegistered, account.id, { account: account.id, mobile: account.mobile, email: account.email });
    record(tx, this.keys, { action: 'account.register', outcome: 'done', target: { type: 'account', id: account.id }, after: { kind: account.kind, identityLevel: account.identityLevel } });
  }

  private async findTaken({ loginKey, mobileIndex }: NewAccount): Promise<'name' | 'mobile' | undefined> {
    const [found] = await inScope(this.worker, platformIn(), (tx) =>
      tx.query<{ mobile: boolean }>('select bool_or(mobile_index = $2) as mobile from account where login_key = $1 or mobile_index = $2 having count(*) > 0', [loginKey, mobileIndex]),
    );
    return found && (found.mobile ? 'mobile' : 'name');
  }

  private async refuse(refusal: DomainError): Promise<never> {
    await recordRefusal(this.api, ANONYMOUS, this.keys, { action: 'account.register', code: refusal.code, target: { type: 'account', id: newId() } });
    throw refusal;
  }
}
