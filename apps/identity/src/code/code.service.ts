import { randomInt, timingSafeEqual } from 'node:crypto';
import type { ChallengeProof, CodeChallenge, CodePurpose, RequestCode } from '@beian/contracts/identity/codes';
import { CodeIssued, type CodeOrder } from '@beian/contracts/identity/events';
import { platformIn, type Principal } from '@beian/contracts/principal';
import type { Keys } from '@beian/kit/auth/keys';
import { unlessErased } from '@beian/kit/crypto/erased';
import type { Sealer } from '@beian/kit/crypto/sealer';
import { inScope, type Tx } from '@beian/kit/db/scope';
import { invalidInput, signInRequired, type DomainError } from '@beian/kit/errors/domain-error';
import { newId } from '@beian/kit/http/uuid';
import { publish } from '@beian/kit/outbox/publish';
import { record, recordRefusal } from '@beian/kit/records/record';
import { DB_API, DB_WORKER, ENVIRONMENT, KEYS, SEALER } from '@beian/kit/service/tokens';
import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import type { z } from 'zod';
import { CaptchaService } from '../captcha/captcha.service.ts';
import type { IdentityEnvironment } from '../config.ts';
import { addressGroup } from '../session/addresses.ts';
import { takeQuota } from './code-quota.ts';
import { codesExhausted, codeWrong } from './code.errors.ts';
import { CODE_TRIES, CODE_VALID_SECONDS, RESEND_SECONDS, servesFor, templateOf } from './code.rules.ts';

/** What a code was sent for: it opens nothing else. `recipient` is the normalised number or mailbox. */
export interface CodeUse {
  readonly purpose: CodePurpose;
  readonly recipient: string;
  /** The signed-in account; null for visitors. */
  readonly account: string | null;
}

/** All codes of a quarter have one data key: they are worth nothing after minutes, and end together. */
const HOLDER = 'platform:codes';
/** Characters of an order; the longest of a mailbox of 254 has some 1,100. */
const ORDER_LENGTH = 1_536;

/** One-time codes (OPN-05, ACC-15): sent by way of a sealed event and a sealed order, kept as a keyed hash, good once. */
@Injectable()
export class CodeService {
  constructor(
    @Inject(DB_API) private readonly api: DataSource,
    @Inject(DB_WORKER) private readonly worker: DataSource,
    @Inject(KEYS) private readonly keys: Keys,
    @Inject(SEALER) private readonly sealer: Sealer,
    @Inject(ENVIRONMENT) private readonly environment: IdentityEnvironment,
    @Inject(CaptchaService) private readonly captcha: CaptchaService,
  ) {}

  /** The captcha is spent first, whatever follows. A number that is known here takes the same steps as one that is not. */
  async request(form: RequestCode, caller: Principal, address: string): Promise<CodeChallenge> {
    const own = form.purpose === 'mobile' || form.purpose === 'email' || form.purpose === 'erase';
    if (own && caller.account === null) throw signInRequired();
    await this.captcha.spend(form.captcha);
    const recipient = await this.recipientOf(form, caller);
    const use: CodeUse = { purpose: form.purpose, recipient, account: own ? caller.account : null };
    const challenge = newId();
    const order = await this.send(challenge, use, caller, this.sealer.index('address', addressGroup(address)));
    if (order === undefined) throw await this.refuse(codesExhausted(), 'code.send', challenge, use.account);
    return { challenge, resendAfter: RESEND_SECONDS, expiresIn: CODE_VALID_SECONDS, order: await this.sealOrder(order) };
  }

  /**
   * Takes one of the code's five tries before it is compared, so that guesses sent at once are guesses in turn; throws
   * `code.wrong` (422). A right code stays good until `spend`.
   */
  async check({ challenge, code }: ChallengeProof, use: CodeUse): Promise<void> {
    const [row] = await inScope(this.worker, platformIn(), (tx) =>
      tx.query<{ hash: string }>(
        `update one_time_code set tries = tries + 1
         where id = $1 and purpose = $2 and recipient = $3 and account is not distinct from $4
           and used_at is null and expires_at > now() and tries < ${CODE_TRIES} returning hash`,
        [challenge, use.purpose, this.indexOf(use), use.account],
      ),
    );
    const given = Buffer.from(this.hashOf(challenge, use, code), 'hex');
    if (row === undefined || !timingSafeEqual(Buffer.from(row.hash, 'hex'), given)) throw await this.refuse(codeWrong(), 'code.check', challenge, use.account);
  }

  /** Uses a checked code up; of several at once one comes through, the others are refused like a wrong code. */
  async spend({ challenge }: ChallengeProof, use: CodeUse): Promise<void> {
    const spent = await inScope(this.worker, platformIn(), async (tx) => {
      const rows = await tx.query('update one_time_code set used_at = now() where id = $1 and used_at is null and expires_at > now() returning id', [challenge]);
      if (rows.length > 0) record(tx, this.keys, { action: 'code.check', outcome: 'done', target: { type: 'code', id: challenge }, after: { purpose: use.purpose, account: use.account } });
      return rows.length > 0;
    });
    if (!spent) throw await this.refuse(codeWrong(), 'code.check', challenge, use.account);
  }

  /** The caller's own mobile; an account without one gets no code (422). */
  async ownMobile(caller: Principal): Promise<string> {
    const [row] = await inScope(this.api, caller, (tx) => tx.query<{ mobile: string | null }>('select mobile from account where id = $1', [caller.account]));
    const mobile = row?.mobile ? await unlessErased(this.sealer.open(row.mobile, `account:${caller.account}:mobile`), undefined) : undefined;
    if (mobile === undefined) throw invalidInput([{ field: 'code', code: 'mobile.missing', message: '账号没有登记手机号，不能用短信验证码确认' }]);
    return mobile;
  }

  private async recipientOf(form: RequestCode, caller: Principal): Promise<string> {
    if (form.purpose === 'erase') return this.ownMobile(caller);
    return form.purpose === 'email' ? (form.email ?? (await this.emailOf(caller))) : form.mobile;
  }

  private async send(challenge: string, use: CodeUse, caller: Principal, address: string): Promise<z.infer<typeof CodeOrder> | undefined> {
    const code = String(randomInt(1_000_000)).padStart(6, '0');
    const channel = use.purpose === 'email' ? 'email' : 'sms';
    const recipient = this.indexOf(use);
    const [to, sealed] = await Promise.all([this.sealer.seal(use.recipient, `code:${challenge}:to`, HOLDER), this.sealer.seal(code, `code:${challenge}:code`, HOLDER)]);
    return inScope(this.worker, platformIn(), async (tx) => {
      if (!(await takeQuota(tx, { recipient, address, session: caller.session }, this.environment))) return undefined;
      const template = templateOf(use.purpose, await this.isTaken(tx, channel, recipient, use.account));
      // A template without a code gets the hash of something that nobody can type.
      const hash = this.hashOf(challenge, use, servesFor(template) ? code : newId());
      const expiresAt = new Date(Date.now() + CODE_VALID_SECONDS * 1000);
      await tx.query('insert into one_time_code (id, purpose, recipient, account, hash, expires_at) values ($1, $2, $3, $4, $5, $6)', [challenge, use.purpose, recipient, use.account, hash, expiresAt]);
      const order = { event: newId(), data: { challenge, channel, template, to, code: sealed, expiresAt: expiresAt.toISOString() } } as const;
      publish(tx, CodeIssued, challenge, order.data, { id: order.event });
      record(tx, this.keys, { action: 'code.send', outcome: 'done', target: { type: 'code', id: challenge }, after: { purpose: use.purpose, channel, recipient, address, account: use.account } });
      return order;
    });
  }

  /** Of one length whatever it says: how long it is must not tell whether the number is known here. */
  private sealOrder(order: z.infer<typeof CodeOrder>): Promise<string> {
    return this.sealer.seal(JSON.stringify(order).padEnd(ORDER_LENGTH), `code:${order.data.challenge}:order`, HOLDER);
  }

  /** A mobile is one account's; a mailbox only once it was proven, and proving one's own again is no conflict. */
  private async isTaken(tx: Tx, channel: 'sms' | 'email', recipient: string, account: string | null): Promise<boolean> {
    const known = channel === 'sms' ? 'mobile_index = $1' : 'email_index = $1 and email_verified_at is not null and id is distinct from $2::uuid';
    const found = await tx.query(`select 1 from account where ${known} limit 1`, channel === 'sms' ? [recipient] : [recipient, account]);
    return found.length > 0;
  }

  private async emailOf(caller: Principal): Promise<string> {
    const [row] = await inScope(this.api, caller, (tx) => tx.query<{ email: string | null }>('select email from account where id = $1', [caller.account]));
    if (!row?.email) throw invalidInput([{ field: 'email', code: 'email.missing', message: '请输入邮箱地址' }]);
    return this.sealer.open(row.email, `account:${caller.account}:email`);
  }

  private indexOf({ purpose, recipient }: CodeUse): string {
    return this.sealer.index(purpose === 'email' ? 'email' : 'mobile', recipient);
  }

  private hashOf(challenge: string, use: CodeUse, code: string): string {
    return this.sealer.index('one-time-code', `${challenge}:${use.purpose}:${use.recipient}:${use.account ?? ''}:${code}`);
  }

  private async refuse(refusal: DomainError, action: 'code.send' | 'code.check', challenge: string, account: string | null): Promise<DomainError> {
    await recordRefusal(this.worker, platformIn(), this.keys, { action, code: refusal.code, target: { type: 'code', id: challenge }, after: { account } });
    return refusal;
  }
}
