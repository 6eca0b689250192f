import type { AccountSignOns, SignOnProvider } from '@beian/contracts/identity/sign-on';
import { platformIn, type Principal } from '@beian/contracts/principal';
import type { Sealer } from '@beian/kit/crypto/sealer';
import { inScope, type Tx } from '@beian/kit/db/scope';
import { notFound } from '@beian/kit/errors/domain-error';
import { DB_WORKER, SEALER } from '@beian/kit/service/tokens';
import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { Providers } from './providers.service.ts';

/** The open login of a subject, and the account's person as far as it must be compared. */
export interface LinkedAccount {
  readonly signOn: string;
  readonly account: string;
  readonly kind: 'applicant' | 'officer';
  readonly person: string | null;
  readonly identityLevel: 'none' | 'real_person';
  readonly organisation: boolean;
}

/** Whose login it is; undefined when it is nobody's yet. */
export async function findLinked(tx: Tx, subject: string): Promise<LinkedAccount | undefined> {
  const [row] = await tx.query<LinkedAccount>(
    `select s.id as "signOn", a.id as account, a.kind, a.person, a.identity_level as "identityLevel", a.organisation_code is not null as organisation
     from sign_on s join account a on a.id = s.account where s.subject = $1 and s.unlinked_at is null`,
    [subject],
  );
  return row;
}

/** Whether the person has an applicant's account of the own that a password opens (S6: told, never linked by itself). */
export async function hasLocalAccount(tx: Tx, person: string): Promise<boolean> {
  const found = await tx.query(`select 1 from account a where a.person = $1 and a.kind = 'applicant' and a.organisation_code is null and exists (select 1 from credential c where c.account = a.id) limit 1`, [person]);
  return found.length > 0;
}

/** Which of these contacts no account has yet. */
export async function freeContacts(tx: Tx, indexes: { mobile: string | null; email: string | null }): Promise<{ mobile: boolean; email: boolean }> {
  const [row] = await tx.query<{ mobile: boolean; email: boolean }>(
    'select not exists (select 1 from account where mobile_index = $1) as mobile, not exists (select 1 from account where email_index = $2) as email',
    [indexes.mobile, indexes.email],
  );
  return row!;
}

@Injectable()
export class SignOnQueries {
  constructor(
    @Inject(DB_WORKER) private readonly worker: DataSource,
    @Inject(SEALER) private readonly sealer: Sealer,
    @Inject(Providers) private readonly providers: Providers,
  ) {}

  /** The caller's own logins. Asked as the platform, since nobody else may look at passwords, be it only whether there is one. */
  async own(caller: Principal): Promise<AccountSignOns> {
    const id = caller.account;
    const [account, signOns] = await inScope(this.worker, platformIn(), async (tx) => [
      (await tx.query<{ level: 'none' | 'real_person'; organisation: string | null; password: boolean }>(
        'select identity_level as level, organisation_name as organisation, exists (select 1 from credential c where c.account = a.id) as password from account a where a.id = $1', [id]))[0],
      await tx.query<{ id: string; provider: SignOnProvider; at: Date }>('select id, provider, linked_at as at from sign_on where account = $1 and unlinked_at is null order by linked_at', [id]),
    ] as const);
    if (!account) throw notFound();
    return {
      hasPassword: account.password,
      identityLevel: account.level,
      holder: account.organisation === null ? 'person' : 'legal_person',
      organisation: account.organisation === null ? null : await this.sealer.open(account.organisation, `account:${id}:organisation_name`),
      signOns: signOns.map(({ id: signOn, provider, at }) => ({ id: signOn, provider, label: this.providers.settingsOf(provider)?.label ?? '已停用的登录方式', linkedAt: at.toISOString() })),
    };
  }
}
