import type { Enrol, EnrolmentCode } from '@beian/contracts/identity/administration';
import { EnrolmentIssued, EnrolmentUsed } from '@beian/contracts/identity/events';
import { ANONYMOUS, platformIn } from '@beian/contracts/principal';
import type { Keys } from '@beian/kit/auth/keys';
import { inScope, type Tx } from '@beian/kit/db/scope';
import { newId } from '@beian/kit/http/uuid';
import { publish } from '@beian/kit/outbox/publish';
import { record, recordRefusal } from '@beian/kit/records/record';
import { DB_API, DB_WORKER, KEYS } from '@beian/kit/service/tokens';
import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { hashPassword } from '../account/password.ts';
import { CaptchaService } from '../captcha/captcha.service.ts';
import { enrolmentInvalid } from './admin.errors.ts';
import { closeSessions } from './close-sessions.ts';
import { ENROLMENT_HOURS, hashEnrolmentCode, newEnrolmentCode } from './enrolment-code.ts';

interface Used {
  readonly account: string;
  readonly login_name: string;
  readonly bureau: number;
}

const USE = `update enrolment e set used_at = now() from officer o, account a
  where e.code_hash = $1 and e.used_at is null and e.withdrawn_at is null and e.expires_at > now() and o.id = e.account and o.active and a.id = e.account
  returning e.account, a.login_name, o.bureau`;

/** Codes with which an officer sets the own password: no administrator ever knows one. */
@Injectable()
export class EnrolmentService {
  constructor(
    @Inject(DB_API) private readonly api: DataSource,
    @Inject(DB_WORKER) private readonly worker: DataSource,
    @Inject(KEYS) private readonly keys: Keys,
    @Inject(CaptchaService) private readonly captcha: CaptchaService,
  ) {}

  /** Gives out a code within the administrator's transaction; earlier codes are good for nothing from now on. */
  async issue(tx: Tx, account: string, bureau: number): Promise<EnrolmentCode> {
    const code = newEnrolmentCode();
    await this.withdraw(tx, account);
    const [row] = await tx.query<{ expires_at: Date }>(
      `insert into enrolment (id, account, code_hash, issued_at, expires_at) values ($1, $2, $3, now(), now() + interval '${ENROLMENT_HOURS} hours') returning expires_at`,
      [newId(), account, hashEnrolmentCode(code)],
    );
    const expiresAt = row!.expires_at.toISOString();
    publish(tx, EnrolmentIssued, account, { account, expiresAt });
    record(tx, this.keys, { action: 'enrolment.issue', outcome: 'done', target: { type: 'account', id: account }, bureau, after: { expiresAt } });
    return { account, code, expiresAt };
  }

  async withdraw(tx: Tx, account: string): Promise<void> {
    await tx.query('update enrolment set withdrawn_at = now() where account = $1 and used_at is null and withdrawn_at is null', [account]);
  }

  /** Sets the password, once a code; hashed before anything is looked up, so that a wrong code takes the same time. */
  async use({ code, password, captcha }: Enrol): Promise<{ loginName: string }> {
    await this.captcha.spend(captcha);
    const hash = await hashPassword(password);
    const used = await inScope(this.worker, platformIn(), async (tx) => {
      const [found] = await tx.query<Used & Record<string, unknown>>(USE, [hashEnrolmentCode(code)]);
      if (found === undefined) return undefined;
      await tx.query('insert into credential (account, hash) values ($1, $2) on conflict (account) do update set hash = excluded.hash, changed_at = now()', [found.account, hash]);
      await closeSessions(tx, this.keys, found.account, found.bureau);
      publish(tx, EnrolmentUsed, found.account, { account: found.account });
      record(tx, this.keys, { action: 'enrolment.use', outcome: 'done', target: { type: 'account', id: found.account }, bureau: found.bureau });
      return found;
    });
    if (used !== undefined) return { loginName: used.login_name };
    const refusal = enrolmentInvalid();
    await recordRefusal(this.api, ANONYMOUS, this.keys, { action: 'enrolment.use', code: refusal.code, target: { type: 'account', id: newId() } });
    throw refusal;
  }
}
