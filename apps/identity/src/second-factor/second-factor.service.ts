import { SecondFactorChanged } from '@beian/contracts/identity/events';
import type { Enrolment, GiveSecondFactor, SecondFactorDue } from '@beian/contracts/identity/second-factor';
import { Id } from '@beian/contracts/primitives';
import { platformIn, type Principal } from '@beian/contracts/principal';
import type { Keys } from '@beian/kit/auth/keys';
import type { Sealer } from '@beian/kit/crypto/sealer';
import { inScope, type Tx } from '@beian/kit/db/scope';
import { notFound, type DomainError } from '@beian/kit/errors/domain-error';
import { newId } from '@beian/kit/http/uuid';
import { publish } from '@beian/kit/outbox/publish';
import { attempt } from '@beian/kit/records/attempt';
import { record } from '@beian/kit/records/record';
import { DB_API, DB_WORKER, ENVIRONMENT, KEYS, SEALER } from '@beian/kit/service/tokens';
import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { z } from 'zod';
import { closeSessions } from '../admin/close-sessions.ts';
import type { IdentityEnvironment } from '../config.ts';
import { addressGroup } from '../session/addresses.ts';
import type { Origin } from '../session/client-address.ts';
import { findHolder, type Holder } from '../session/holder.queries.ts';
import { failAttempt, passAttempt, reserveAttempt } from '../session/login-attempts.ts';
import { newTotpSecret, totpUri } from './one-time-code.ts';
import { alreadyEnrolled, codeRefused, codesBusy, codesLocked, ticketOver } from './second-factor.errors.ts';
import { begin, remove, renewRecoveryCodes, stateOf, useCode } from './second-factor.store.ts';

const TICKET = 'beian.second-factor.v1';
const Ticket = z.strictObject({ account: Id, next: z.enum(['code', 'enrol']) });
const TICKET_SECONDS = 300;

/** What stands between an officer's right password and a session. */
@Injectable()
export class SecondFactorService {
  constructor(
    @Inject(DB_API) private readonly api: DataSource,
    @Inject(DB_WORKER) private readonly worker: DataSource,
    @Inject(KEYS) private readonly keys: Keys,
    @Inject(SEALER) private readonly sealer: Sealer,
    @Inject(ENVIRONMENT) private readonly environment: IdentityEnvironment,
  ) {}

  /** What is still asked of whoever gave the right password; undefined when nothing is. */
  async due({ kind, account }: Holder): Promise<SecondFactorDue | undefined> {
    if (kind !== 'officer') return undefined;
    const state = await inScope(this.worker, platformIn(), (tx) => stateOf(tx, account));
    if (state !== 'enrolled' && this.environment.OFFICER_SECOND_FACTOR === 'offered') return undefined;
    const next = state === 'enrolled' ? 'code' : 'enrol';
    const ticket = await this.keys.sign(TICKET, { account, next }, TICKET_SECONDS);
    return { secondFactor: next, ticket, expiresAt: new Date(Date.now() + TICKET_SECONDS * 1000).toISOString() };
  }

  /** The second step of a login: who may have a session of the factor totp. */
  async prove({ ticket, code }: GiveSecondFactor, { address }: Origin): Promise<Holder> {
    const holder = await this.holderOf(ticket, 'code');
    await this.tryCode(holder, code, address, true);
    return holder;
  }

  /** Makes the secret that the officer's authenticator is to keep. A repeat makes another one, until the first code has come. */
  async beginEnrolment(ticket: string): Promise<Enrolment> {
    const holder = await this.holderOf(ticket, 'enrol');
    const secret = newTotpSecret();
    if (!(await inScope(this.worker, platformIn(), (tx) => begin(tx, this.sealer, holder.account, secret)))) throw alreadyEnrolled();
    return { secret, uri: totpUri(secret, holder.login_name) };
  }

  /** The first code proves that the authenticator has it; the recovery codes are given once. */
  async enrol({ ticket, code }: GiveSecondFactor, { address }: Origin): Promise<{ holder: Holder; recoveryCodes: string[] }> {
    const holder = await this.holderOf(ticket, 'enrol');
    const recoveryCodes = await this.tryCode(holder, code, address, false, async (tx) => {
      publish(tx, SecondFactorChanged, holder.account, { account: holder.account, state: 'enrolled' });
      record(tx, this.keys, { action: 'second_factor.enrol', outcome: 'done', target: { type: 'account', id: holder.account }, bureau: holder.bureau });
      return renewRecoveryCodes(tx, this.sealer, holder.account);
    });
    return { holder, recoveryCodes };
  }

  /** By an administrator of the officer's bureau or above; elsewhere the officer does not exist. Open sessions end with the factor. */
  async reset(caller: Principal, account: string, reason: string): Promise<void> {
    await attempt(this.api, caller, this.keys, { action: 'second_factor.reset', target: { type: 'account', id: account }, bureau: caller.bureau }, () =>
      inScope(this.worker, caller, async (tx) => {
        const [officer] = await tx.query<{ bureau: number }>('select bureau from officer where id = $1', [account]);
        if (!officer || !(await remove(tx, account))) throw notFound();
        publish(tx, SecondFactorChanged, account, { account, state: 'reset' });
        record(tx, this.keys, { action: 'second_factor.reset', outcome: 'done', target: { type: 'account', id: account }, bureau: officer.bureau, after: { reason } });
        await closeSessions(tx, this.keys, account, officer.bureau);
      }),
    );
  }

  private async holderOf(ticket: string, next: 'code' | 'enrol'): Promise<Holder> {
    const given = await this.keys.verify(TICKET, 'identity', Ticket, ticket).catch(() => {
      throw ticketOver();
    });
    const holder = given.next === next ? await inScope(this.worker, platformIn(), (tx) => findHolder(tx, given.account)) : undefined;
    if (!holder) throw ticketOver();
    return holder;
  }

  /** A try is reserved before the code is looked at, as with passwords; codes have a count of their own (abuse 13). */
  private async tryCode<T = undefined>(holder: Holder, code: string, address: string, enrolled: boolean, then?: (tx: Tx) => Promise<T>): Promise<T> {
    // Whoever tries here knows the password: no address is a known one, and all of them share one count.
    const keys = { account: this.sealer.index('second-factor', holder.account), address: this.sealer.index('address', addressGroup(address)), known: false };
    const { LOGIN_FAILURES_PER_ACCOUNT: perAccount, LOGIN_FAILURES_PER_ADDRESS: perAddress } = this.environment;
    const limits = { pair: perAccount, account: perAccount, address: perAddress };
    const reservation = await inScope(this.worker, platformIn(), (tx) => reserveAttempt(tx, keys, limits));
    if (reservation !== 'reserved') throw await this.refuse(holder, reservation === 'locked' ? codesLocked() : codesBusy());
    const result = await inScope(this.worker, platformIn(), async (tx) => {
      const used = await useCode(tx, this.sealer, holder.account, code, enrolled);
      await (used ? passAttempt(tx, keys) : failAttempt(tx, keys));
      if (!used) return undefined;
      if (used === 'recovery') record(tx, this.keys, { action: 'second_factor.recover', outcome: 'done', target: { type: 'account', id: holder.account }, bureau: holder.bureau });
      return { value: (await then?.(tx)) as T };
    });
    if (!result) throw await this.refuse(holder, codeRefused());
    return result.value;
  }

  private async refuse(holder: Holder, refusal: DomainError): Promise<DomainError> {
    await inScope(this.worker, platformIn(), async (tx) => {
      record(tx, this.keys, { action: 'session.open', outcome: 'refused', code: refusal.code, target: { type: 'session', id: newId() }, bureau: holder.bureau, after: { account: holder.account } });
    });
    return refusal;
  }
}
