import type { AccountView } from '@beian/contracts/identity/api';
import type { Principal } from '@beian/contracts/principal';
import { unlessErased } from '@beian/kit/crypto/erased';
import type { Sealer } from '@beian/kit/crypto/sealer';
import { inScope } from '@beian/kit/db/scope';
import { notFound } from '@beian/kit/errors/domain-error';
import { DB_API, SEALER } from '@beian/kit/service/tokens';
import { maskEmail, maskPhone } from '@beian/rules/persons/masks';
import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';

interface Row {
  readonly login_name: string;
  readonly mobile: string | null;
  readonly email: string | null;
  readonly email_verified: boolean;
}

@Injectable()
export class AccountQueries {
  constructor(
    @Inject(DB_API) private readonly api: DataSource,
    @Inject(SEALER) private readonly sealer: Sealer,
  ) {}

  /** The caller's own account; mobile and e-mail only masked, an officer's are empty. */
  async own(caller: Principal): Promise<AccountView> {
    const [row] = await inScope(this.api, caller, (tx) => tx.query<Row>('select login_name, mobile, email, email_verified_at is not null as email_verified from account where id = $1', [caller.account]));
    if (!row || caller.account === null) throw notFound();
    const open = async (field: string, sealed: string | null): Promise<string> => (sealed === null ? '' : unlessErased(this.sealer.open(sealed, `account:${caller.account}:${field}`), ''));
    const [mobile, email] = await Promise.all([open('mobile', row.mobile), open('email', row.email)]);
    return { account: caller.account, loginName: row.login_name, mobile: maskPhone(mobile), email: maskEmail(email), emailVerified: row.email_verified };
  }
}
