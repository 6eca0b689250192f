import { AccountErased } from '@beian/contracts/identity/events';
import type { EraseAccount } from '@beian/contracts/identity/erasure';
import { ERASED_TEXT, RETENTION_VERSION } from '@beian/contracts/personal-data';
import type { Principal } from '@beian/contracts/principal';
import type { Keys } from '@beian/kit/auth/keys';
import type { Sealer } from '@beian/kit/crypto/sealer';
import { inScope, type Tx } from '@beian/kit/db/scope';
import { updateVersioned } from '@beian/kit/db/versioned';
import { signInRequired } from '@beian/kit/errors/domain-error';
import { publish } from '@beian/kit/outbox/publish';
import { attempt } from '@beian/kit/records/attempt';
import { record } from '@beian/kit/records/record';
import { DB_API, KEYS, SEALER } from '@beian/kit/service/tokens';
import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { Account } from '../account/account.entity.ts';
import { CodeService } from '../code/code.service.ts';
import { PasswordCheck } from '../security/password-check.service.ts';
import type { Origin } from '../session/client-address.ts';
import { revokeSessions } from '../session/close-sessions.ts';
import type { SignOn } from '../sso/sign-on.entity.ts';
import { unlink } from '../sso/unlink.ts';
import { accountHolds, proofMissing, signOnTooOld } from './erasure.errors.ts';
import { ErasureQueries, findHoldings } from './erasure.queries.ts';
import { obstaclesOf } from './erasure.rules.ts';

const GROUND = 'person.request';
/** Nobody, and nothing that a form lets through as a user name. */
const keyOfNobody = (account: string): string => `erased:${account}`;
const NOTHING = { idNumber: null, person: null, mobile: null, mobileIndex: null, email: null, emailIndex: null, emailVerifiedAt: null, organisationName: null, organisationCode: null };

/** 注销账号: the right of 个人信息保护法第四十七条, as long as nothing of the account is under review or filed. */
@Injectable()
export class ErasureService {
  constructor(
    @Inject(DB_API) private readonly api: DataSource,
    @Inject(KEYS) private readonly keys: Keys,
    @Inject(SEALER) private readonly sealer: Sealer,
    @Inject(CodeService) private readonly codes: CodeService,
    @Inject(PasswordCheck) private readonly check: PasswordCheck,
    @Inject(ErasureQueries) private readonly queries: ErasureQueries,
  ) {}

  /** What stands against it is told before a password or code is used up, and looked at again under the account's lock. */
  async erase(caller: Principal, form: EraseAccount, origin: Origin): Promise<void> {
    const { account } = caller;
    if (account === null) throw signInRequired();
    await attempt(this.api, caller, this.keys, { action: 'account.erase', target: { type: 'account', id: account }, bureau: caller.bureau, ground: GROUND }, async () => {
      const { obstacles, proofs } = await this.queries.own(caller);
      if (obstacles.length > 0) throw accountHolds(obstacles);
      if (proofs.length === 0) throw signOnTooOld();
      if (!proofs.includes(form.by)) throw proofMissing();
      await this.prove(caller, account, form, origin);
      await inScope(this.api, caller, (tx) => this.end(tx, account));
    });
  }

  private async prove(caller: Principal, account: string, form: EraseAccount, origin: Origin): Promise<void> {
    if (form.by === 'password') await this.check.prove(caller, form.password, origin, 'password');
    if (form.by !== 'code') return;
    const use = { purpose: 'erase', recipient: await this.codes.ownMobile(caller), account } as const;
    await this.codes.check(form, use);
    await this.codes.spend(form, use);
  }

  /** Everything that opens the account or is somebody's. The keys go last: were the transaction lost after that, the owner asks again. */
  private async end(tx: Tx, account: string): Promise<void> {
    const [open] = await tx.query('select 1 from account where id = $1 and erased_at is null for update', [account]);
    if (!open) throw signInRequired();
    const obstacles = obstaclesOf(await findHoldings(tx, account));
    if (obstacles.length > 0) throw accountHolds(obstacles);
    const signOns = await this.unlinkAll(tx, account);
    await tx.query('delete from credential where account = $1', [account]);
    await updateVersioned(tx, Account, account, { ...NOTHING, loginName: ERASED_TEXT, loginKey: keyOfNobody(account), erasedAt: new Date() }, { action: 'account.erase' });
    const sessions = await revokeSessions(tx, this.keys, account, { allBut: null });
    publish(tx, AccountErased, account, { account, retention: RETENTION_VERSION });
    record(tx, this.keys, { action: 'account.erase', outcome: 'done', target: { type: 'account', id: account }, ground: GROUND, after: { sessions, signOns, retention: RETENTION_VERSION } });
    tx.beforeCommit(async () => void (await this.sealer.erase(`account:${account}`, GROUND)));
  }

  private async unlinkAll(tx: Tx, account: string): Promise<number> {
    const linked = await tx.query<Pick<SignOn, 'id' | 'provider'>>('select id, provider from sign_on where account = $1 and unlinked_at is null order by id for update', [account]);
    for (const one of linked) await unlink(tx, this.keys, account, one, { ground: GROUND });
    return linked.length;
  }
}
