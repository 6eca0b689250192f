import { Inject, Injectable } from '@nestjs/common';
import { CodeSettled } from '@beian/contracts/notification/events';
import type { Keys } from '@beian/kit/auth/keys';
import { publish } from '@beian/kit/outbox/publish';
import { record } from '@beian/kit/records/record';
import { DB_WORKER, KEYS } from '@beian/kit/service/tokens';
import type { DataSource } from 'typeorm';
import type { Ending, Taken } from '../dispatch/dispatch.ts';
import { DispatchStates } from '../dispatch/dispatch-states.ts';
import { Mail } from './mail.entity.ts';

/** An e-mail that this process has taken; recipient and text sealed. */
export type TakenMail = Taken & Pick<Mail, 'recipient' | 'subject' | 'text'>;

const BATCH = 10;
const DUE = `select id, version, recipient, subject, text, expires_at as "expiresAt", attempts, asks, state = 'sending' as doubtful from mail
  where due_at <= now() and state in ('waiting', 'sending') order by due_at limit ${BATCH} for update skip locked`;

/** The stored states of e-mails, and what is said of their ends. */
@Injectable()
export class MailService {
  readonly states: DispatchStates<Mail, TakenMail>;

  constructor(
    @Inject(DB_WORKER) db: DataSource,
    @Inject(KEYS) private readonly keys: Keys,
  ) {
    this.states = new DispatchStates(db, Mail, 'mail', DUE);
  }

  settle(one: TakenMail, { state, code }: Ending): Promise<void> {
    return this.states.settle(one, { state, code }, async (tx) => {
      const { id, challenge, template, cause } = await tx.manager.findOneByOrFail(Mail, { id: one.id });
      publish(tx, CodeSettled, id, { sending: id, challenge, channel: 'email', state, code });
      record(tx, this.keys, { action: 'mail.send', outcome: state === 'failed' ? 'refused' : 'done', code, target: { type: 'mail', id }, after: { state, template, cause } });
    });
  }
}
