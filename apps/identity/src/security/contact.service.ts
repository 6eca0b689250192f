import { ContactChanged } from '@beian/contracts/identity/events';
import type { ChangeMobile, VerifyEmail } from '@beian/contracts/identity/security';
import type { Principal } from '@beian/contracts/principal';
import type { Keys } from '@beian/kit/auth/keys';
import type { Sealer } from '@beian/kit/crypto/sealer';
import { inScope, type Tx } from '@beian/kit/db/scope';
import { updateVersioned, type Patch } from '@beian/kit/db/versioned';
import { forbidden, invalidInput, signInRequired } from '@beian/kit/errors/domain-error';
import { publish } from '@beian/kit/outbox/publish';
import { attempt } from '@beian/kit/records/attempt';
import { record } from '@beian/kit/records/record';
import { DB_API, KEYS, SEALER } from '@beian/kit/service/tokens';
import { Inject, Injectable } from '@nestjs/common';
import { QueryFailedError, type DataSource } from 'typeorm';
import { Account } from '../account/account.entity.ts';
import { sealEmail, sealMobile } from '../account/sealed-person.ts';
import { codeWrong } from '../code/code.errors.ts';
import { CodeService } from '../code/code.service.ts';
import type { Origin } from '../session/client-address.ts';
import { PasswordCheck } from './password-check.service.ts';

const UNIQUE_VIOLATION = '23505';

type Changed = 'mobile' | 'email' | 'email_verified';

/** Mobile and e-mail of an account, each proven by a code sent there before it counts (OPN-05). */
@Injectable()
export class ContactService {
  constructor(
    @Inject(DB_API) private readonly api: DataSource,
    @Inject(KEYS) private readonly keys: Keys,
    @Inject(SEALER) private readonly sealer: Sealer,
    @Inject(CodeService) private readonly codes: CodeService,
    @Inject(PasswordCheck) private readonly check: PasswordCheck,
  ) {}

  async changeMobile(caller: Principal, form: ChangeMobile, origin: Origin): Promise<void> {
    await this.attempt(caller, async (account) => {
      await this.check.prove(caller, form.password, origin, 'password');
      const use = { purpose: 'mobile', recipient: form.mobile, account } as const;
      await this.codes.check(form, use);
      await this.codes.spend(form, use);
      await this.change(caller, account, await sealMobile(this.sealer, account, form.mobile), 'mobile');
    });
  }

  /** The account's own address needs its code alone; another address needs the password too. */
  async verifyEmail(caller: Principal, form: VerifyEmail, origin: Origin): Promise<void> {
    await this.attempt(caller, async (account) => {
      const own = await this.emailOf(caller);
      const email = form.email ?? own;
      if (email === undefined) throw invalidInput([{ field: 'email', code: 'email.missing', message: '请输入邮箱地址' }]);
      if (email !== own) {
        if (form.password === undefined) throw invalidInput([{ field: 'password', code: 'password.missing', message: '请输入当前密码' }]);
        await this.check.prove(caller, form.password, origin, 'password');
      }
      const use = { purpose: 'email', recipient: email, account } as const;
      await this.codes.check(form, use);
      await this.codes.spend(form, use);
      const sealed = email === own ? {} : await sealEmail(this.sealer, account, email);
      await this.change(caller, account, { ...sealed, emailVerifiedAt: new Date() }, email === own ? 'email_verified' : 'email');
    });
  }

  /** Somebody else may have proven the same number or mailbox since the code was sent. */
  private async change(caller: Principal, account: string, patch: Patch<Account>, changed: Changed): Promise<void> {
    await inScope(this.api, caller, (tx) => this.store(tx, account, patch, changed)).catch((error: unknown) => {
      if (error instanceof QueryFailedError && (error.driverError as { code?: string }).code === UNIQUE_VIOLATION) throw codeWrong();
      throw error;
    });
  }

  private async store(tx: Tx, account: string, patch: Patch<Account>, changed: Changed): Promise<void> {
    await updateVersioned(tx, Account, account, patch, { action: 'account.contact' });
    const { mobile, email, emailVerifiedAt } = await tx.manager.findOneByOrFail(Account, { id: account });
    // An account without a mobile cannot be reached by SMS, so there is nothing for others to keep.
    if (mobile !== null) publish(tx, ContactChanged, account, { account, mobile, email, emailVerified: emailVerifiedAt !== null, changed });
    record(tx, this.keys, { action: 'account.contact', outcome: 'done', target: { type: 'account', id: account }, bureau: tx.principal.bureau, after: { changed } });
  }

  private async emailOf(caller: Principal): Promise<string | undefined> {
    const [row] = await inScope(this.api, caller, (tx) => tx.query<{ email: string | null }>('select email from account where id = $1', [caller.account]));
    return row?.email ? this.sealer.open(row.email, `account:${caller.account}:email`) : undefined;
  }

  private async attempt(caller: Principal, act: (account: string) => Promise<void>): Promise<void> {
    const { account } = caller;
    if (account === null) throw signInRequired();
    // An officer's account is the bureau's: a mobile of one's own must not become a second way into it.
    await attempt(this.api, caller, this.keys, { action: 'account.contact', target: { type: 'account', id: account }, bureau: caller.bureau }, async () => {
      if (caller.kind !== 'applicant') throw forbidden();
      await act(account);
    });
  }
}
