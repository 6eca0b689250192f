import { SessionClosed, SessionOpened } from '@beian/contracts/identity/events';
import type { OpenSession, SessionView } from '@beian/contracts/identity/api';
import type { SecondFactorDue } from '@beian/contracts/identity/second-factor';
import { platformIn, type Principal } from '@beian/contracts/principal';
import type { Keys } from '@beian/kit/auth/keys';
import type { Sealer } from '@beian/kit/crypto/sealer';
import { inScope, type Tx } from '@beian/kit/db/scope';
import { signInRequired, type DomainError } from '@beian/kit/errors/domain-error';
import { newId } from '@beian/kit/http/uuid';
import { publish } from '@beian/kit/outbox/publish';
import { record } from '@beian/kit/records/record';
import { DB_API, DB_WORKER, ENVIRONMENT, KEYS, SEALER } from '@beian/kit/service/tokens';
import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { loginKeyOf } from '../account/account.rules.ts';
import { hashPassword, isOutdated, matchesPassword } from '../account/password.ts';
import { CaptchaService } from '../captcha/captcha.service.ts';
import type { IdentityEnvironment } from '../config.ts';
import { SecondFactorService } from '../second-factor/second-factor.service.ts';
import { addressGroup, maskAddress } from './addresses.ts';
import type { Origin } from './client-address.ts';
import { deviceClass } from './device.ts';
import { findLogin, principalOf, type Factor, type Holder } from './holder.queries.ts';
import { failAttempt, isKnownAddress, passAttempt, rememberAddress, reserveAttempt, type AttemptKeys } from './login-attempts.ts';
import { loginBusy, loginLocked, loginRefused } from './session.errors.ts';
import { ABSOLUTE_HOURS, hashSessionToken, IDLE_MINUTES, newSessionToken } from './session-token.ts';

/** What a login answers: the view for the screen, the cookie's value for the browser. */
export interface OpenedSession {
  readonly view: SessionView;
  readonly token: string;
}

@Injectable()
export class SessionService {
  constructor(
    @Inject(DB_API) private readonly api: DataSource,
    @Inject(DB_WORKER) private readonly worker: DataSource,
    @Inject(KEYS) private readonly keys: Keys,
    @Inject(SEALER) private readonly sealer: Sealer,
    @Inject(ENVIRONMENT) private readonly environment: IdentityEnvironment,
    @Inject(CaptchaService) private readonly captcha: CaptchaService,
    @Inject(SecondFactorService) private readonly secondFactor: SecondFactorService,
  ) {}

  /** ACC-14, OPN-05. An unknown name takes the same steps, the same time, and gets the same answer as a wrong password. */
  async open(form: OpenSession, origin: Origin, caller: Principal): Promise<OpenedSession | { readonly due: SecondFactorDue }> {
    await this.captcha.spend(form.captcha);
    const loginKey = loginKeyOf(form.loginName);
    const { keys, reservation, login } = await this.reserve(loginKey, origin);
    if (reservation !== 'reserved') throw await this.refuse(reservation === 'locked' ? loginLocked() : loginBusy(), keys, login);
    if (!(await matchesPassword(login?.hash, form.password)) || !login) throw await this.refuse(loginRefused(), keys, login, (tx) => failAttempt(tx, keys));
    await this.passed(login, keys, form.password);
    const due = await this.secondFactor.due(login);
    if (due) return { due };
    const opened = await this.start(login, origin);
    if (caller.session !== null) await this.close(caller);
    return opened;
  }

  /** The caller's own session ends; ending one that is over already changes nothing. */
  async close(caller: Principal): Promise<void> {
    await inScope(this.api, caller, async (tx) => {
      const closed = await tx.query<{ id: string; account: string }>(
        `update session set closed_at = now(), reason = 'logout' where id = $1 and closed_at is null returning id, account`,
        [caller.session],
      );
      for (const { id, account } of closed) {
        publish(tx, SessionClosed, id, { session: id, account, reason: 'logout' });
        record(tx, this.keys, { action: 'session.close', outcome: 'done', target: { type: 'session', id }, bureau: caller.bureau, after: { reason: 'logout' } });
      }
    });
  }

  async view(caller: Principal): Promise<SessionView> {
    const [row] = await inScope(this.api, caller, (tx) =>
      tx.query<{ login_name: string; ends: Date; bureau: string | null }>(
        `select a.login_name, least(s.expires_at, s.last_seen_at + s.idle) as ends, b.name as bureau
         from session s join account a on a.id = s.account left join bureau b on b.number = $2
         where s.id = $1 and s.closed_at is null`,
        [caller.session, caller.bureau],
      ),
    );
    if (!row || caller.account === null) throw signInRequired();
    return viewOf({ ...caller, account: caller.account }, row.login_name, row.bureau, row.ends);
  }

  private async reserve(loginKey: string, origin: Origin) {
    const address = this.sealer.index('address', addressGroup(origin.address));
    const limits = { pair: this.environment.LOGIN_FAILURES_PER_ACCOUNT, account: this.environment.LOGIN_FAILURES_FROM_STRANGERS, address: this.environment.LOGIN_FAILURES_PER_ADDRESS };
    return inScope(this.worker, platformIn(), async (tx) => {
      const login = await findLogin(tx, loginKey);
      const keys: AttemptKeys = { account: this.sealer.index('login', loginKey), address, known: await isKnownAddress(tx, login?.account, address) };
      return { keys, login, reservation: await reserveAttempt(tx, keys, limits) };
    });
  }

  /** The try is given back, the address remembered, and a hash of former days made anew. */
  private async passed(login: Holder & { readonly hash: string }, keys: AttemptKeys, password: string): Promise<void> {
    const hash = isOutdated(login.hash) ? await hashPassword(password) : undefined;
    await inScope(this.worker, platformIn(), async (tx) => {
      await passAttempt(tx, keys);
      await rememberAddress(tx, login.account, keys.address);
      if (hash !== undefined) await tx.query('update credential set hash = $3 where account = $1 and hash = $2', [login.account, login.hash, hash]);
    });
  }

  /** Opens a session for whoever has been proven: a new cookie value each time, so that none can be planted before (abuse 10). */
  async start(login: Holder, origin: Origin, factor: Factor = 'password', signOn: string | null = null): Promise<OpenedSession> {
    const id = newId();
    const token = newSessionToken();
    const self = principalOf(login, id, factor);
    const idle = `${IDLE_MINUTES[login.kind]} minutes`;
    const ends = await inScope(this.api, self, async (tx) => {
      const [row] = await tx.query<{ ends: Date }>(
        `insert into session (id, account, token_hash, idle, factor, sign_on, opened_at, last_seen_at, expires_at, device, address)
         values ($1, $2, $3, $4::interval, $6, $7, now(), now(), now() + $5::interval, $8, $9) returning least(expires_at, last_seen_at + idle) as ends`,
        [id, login.account, hashSessionToken(token), idle, `${ABSOLUTE_HOURS} hours`, factor, signOn, deviceClass(origin.agent), maskAddress(origin.address)],
      );
      publish(tx, SessionOpened, id, { session: id, account: login.account });
      record(tx, this.keys, { action: 'session.open', outcome: 'done', target: { type: 'session', id }, bureau: login.bureau, after: { factor } });
      return row!.ends;
    });
    return { token, view: viewOf({ ...self, account: login.account }, login.login_name, login.bureau_name, ends) };
  }

  /** A refused login is recorded under an id of its own: what was typed may be anything, a password included. */
  private async refuse(refusal: DomainError, keys: AttemptKeys, login: Holder | undefined, settle?: (tx: Tx) => Promise<void>): Promise<DomainError> {
    await inScope(this.worker, platformIn(), async (tx) => {
      await settle?.(tx);
      const after = { account: login?.account ?? null, login: keys.account, address: keys.address };
      record(tx, this.keys, { action: 'session.open', outcome: 'refused', code: refusal.code, target: { type: 'session', id: newId() }, bureau: login?.bureau ?? null, after });
    });
    return refusal;
  }
}

function viewOf(principal: Principal & { account: string }, loginName: string, bureauName: string | null, ends: Date): SessionView {
  const { account, kind, roles, bureau } = principal;
  return {
    account,
    loginName,
    kind: kind === 'officer' ? 'officer' : 'applicant',
    roles,
    bureau: bureau === null || bureauName === null ? null : { id: bureau, name: bureauName },
    expiresAt: ends.toISOString(),
  };
}
