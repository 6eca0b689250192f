import { Inject, Injectable } from '@nestjs/common';
import { SmsSettled } from '@beian/contracts/notification/events';
import { platformIn } from '@beian/contracts/principal';
import type { Keys } from '@beian/kit/auth/keys';
import { inScope, type Tx } from '@beian/kit/db/scope';
import { updateVersioned } from '@beian/kit/db/versioned';
import { publish } from '@beian/kit/outbox/publish';
import { record } from '@beian/kit/records/record';
import { DB_WORKER, KEYS } from '@beian/kit/service/tokens';
import type { DataSource } from 'typeorm';
import { CaseCopies } from '../copies/case-copies.ts';
import { Notifier } from '../notice/notifier.ts';
import { TEXTS } from '../notice/texts.rules.ts';
import { Sms } from './sms.entity.ts';

/** An SMS that this process has taken, with its account's sealed number. */
export interface TakenSms extends Pick<Sms, 'id' | 'version' | 'account' | 'text' | 'attempts' | 'asks'> {
  /** Whether it may have been sent already. */
  readonly doubtful: boolean;
  /** Null when no number of the account has become known. */
  readonly mobile: string | null;
}
/** How an SMS ended (S9). */
export type Ending = { readonly state: 'sent' | 'failed' | 'unknown'; readonly code: string | null };

const BATCH = 10;
// One look for both kinds. An account's event may come after that of its first application; a day is more than any outage aims at.
const DUE = `select s.id, s.version, s.account, s.text, s.attempts, s.asks, s.state = 'sending' as doubtful, c.mobile
  from sms s left join contact c on c.account = s.account
  where s.due_at <= now() and (s.state = 'sending' or (s.state = 'waiting' and (c.account is not null or s.created_at < now() - interval '1 day')))
  order by s.due_at limit ${BATCH} for update of s skip locked`;

/** The stored states of SMS; each step is a transaction of its own, before and after the provider is spoken to. */
@Injectable()
export class SmsService {
  constructor(
    @Inject(DB_WORKER) private readonly db: DataSource,
    @Inject(KEYS) private readonly keys: Keys,
    @Inject(CaseCopies) private readonly cases: CaseCopies,
    @Inject(Notifier) private readonly notifier: Notifier,
  ) {}

  /**
   * Takes what is due. A waiting SMS is marked as being sent: from here on it is never simply sent again. One that was being
   * sent before, whose sender did not come back or whose provider could not be asked, is doubtful: it is to be asked for.
   * @param leaseMs for how long nobody else touches it.
   */
  takeDue(leaseMs: number): Promise<TakenSms[]> {
    return this.change(async (tx) => {
      const taken: TakenSms[] = [];
      for (const one of await tx.query<TakenSms & Record<string, unknown>>(DUE)) {
        const changes = one.doubtful ? { asks: one.asks + 1 } : { state: 'sending' as const, attempts: one.attempts + 1 };
        const version = await updateVersioned(tx, Sms, one.id, { ...changes, dueAt: new Date(Date.now() + leaseMs) }, { action: one.doubtful ? 'sms.ask' : 'sms.send' });
        taken.push({ ...one, ...changes, version });
      }
      return taken;
    });
  }

  /** Back to waiting: the provider certainly did not take it. */
  async postpone({ id, version }: TakenSms, dueAt: Date, code: string): Promise<void> {
    await this.change((tx) => updateVersioned(tx, Sms, id, { state: 'waiting', code, dueAt }, { action: 'sms.postpone', expected: version }));
  }

  /** Still being sent; asked for again later. */
  async doubt({ id, version }: TakenSms, dueAt: Date): Promise<void> {
    await this.change((tx) => updateVersioned(tx, Sms, id, { dueAt }, { action: 'sms.doubt', expected: version }));
  }

  /** Final. What did not certainly arrive is told to the officer of the case. */
  async settle({ id, version, account }: TakenSms, { state, code }: Ending): Promise<void> {
    await this.change(async (tx) => {
      await updateVersioned(tx, Sms, id, { state, code, settledAt: new Date() }, { action: `sms.${state}`, expected: version });
      const { cause, filing, application, bureau, template } = await tx.manager.findOneByOrFail(Sms, { id });
      publish(tx, SmsSettled, id, { sms: id, account, filing, cause, state, code });
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

  private change<T>(fn: (tx: Tx) => Promise<T>): Promise<T> {
    return inScope(this.db, platformIn(), fn);
  }
}
