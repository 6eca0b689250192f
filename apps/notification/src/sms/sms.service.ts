import { Inject, Injectable } from '@nestjs/common';
import { CodeSettled, SmsSettled } from '@beian/contracts/notification/events';
import type { Keys } from '@beian/kit/auth/keys';
import type { Tx } from '@beian/kit/db/scope';
import { publish } from '@beian/kit/outbox/publish';
import { record } from '@beian/kit/records/record';
import { DB_WORKER, KEYS } from '@beian/kit/service/tokens';
import type { DataSource } from 'typeorm';
import { CaseCopies } from '../copies/case-copies.ts';
import type { Ending, Taken } from '../dispatch/dispatch.ts';
import { DispatchStates } from '../dispatch/dispatch-states.ts';
import { Notifier } from '../notice/notifier.ts';
import { TEXTS } from '../notice/texts.rules.ts';
import { Sms } from './sms.entity.ts';

/** An SMS that this process has taken, with the sealed number that it goes to. */
export interface TakenSms extends Taken, Pick<Sms, 'account' | 'text' | 'recipient'> {
  /** The account's; null when none has become known. */
  readonly mobile: string | null;
}

const BATCH = 10;
// One look for both kinds. An account's event may come after that of its first application; a day is more than any outage aims at.
const DUE = `select s.id, s.version, s.account, s.text, s.recipient, s.expires_at as "expiresAt", s.attempts, s.asks, s.state = 'sending' as doubtful, c.mobile
  from sms s left join contact c on c.account = s.account
  where s.due_at <= now() and (s.state = 'sending' or (s.state = 'waiting' and (s.recipient is not null or c.account is not null or s.created_at < now() - interval '1 day')))
  order by s.due_at limit ${BATCH} for update of s skip locked`;

/** The stored states of SMS, and who is told how they ended. */
@Injectable()
export class SmsService {
  private readonly states: DispatchStates<Sms, TakenSms>;

  constructor(
    @Inject(DB_WORKER) db: DataSource,
    @Inject(KEYS) private readonly keys: Keys,
    @Inject(CaseCopies) private readonly cases: CaseCopies,
    @Inject(Notifier) private readonly notifier: Notifier,
  ) {
    this.states = new DispatchStates(db, Sms, 'sms', DUE);
  }

  takeDue(leaseMs: number): Promise<TakenSms[]> {
    return this.states.takeDue(leaseMs);
  }

  postpone(one: TakenSms, dueAt: Date, code: string): Promise<void> {
    return this.states.postpone(one, dueAt, code);
  }

  doubt(one: TakenSms, dueAt: Date): Promise<void> {
    return this.states.doubt(one, dueAt);
  }

  /** Final. What did not certainly arrive is told to the officer of the case. */
  settle(one: TakenSms, { state, code }: Ending): Promise<void> {
    return this.states.settle(one, { state, code }, async (tx) => {
      const { id } = one;
      const { account, cause, challenge, filing, application, bureau, template } = await tx.manager.findOneByOrFail(Sms, { id });
      if (challenge !== null) publish(tx, CodeSettled, id, { sending: id, challenge, channel: 'sms', state, code });
      if (account !== null) publish(tx, SmsSettled, id, { sms: id, account, filing, cause, state, code });
      record(tx, this.keys, { action: 'sms.send', outcome: state === 'failed' ? 'refused' : 'done', code, target: { type: 'sms', id }, filing, bureau, after: { state, template, account, cause } });
      if (state !== 'sent' && application !== null) await this.tellOfficers(tx, id, application, state);
    });
  }

  private async tellOfficers(tx: Tx, sms: string, application: string, state: 'failed' | 'unknown'): Promise<void> {
    const found = await this.cases.find(tx, application);
    if (!found) return;
    for (const officer of await this.cases.officersOf(tx, found)) {
      await this.notifier.tell(tx, officer, TEXTS.smsNotDelivered(found, state), { cause: sms, filing: found.filing, application, bureau: found.bureauId });
    }
  }
}
