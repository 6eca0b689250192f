import { Inject, Injectable } from '@nestjs/common';
import type { Keys } from '@beian/kit/auth/keys';
import type { Sealer } from '@beian/kit/crypto/sealer';
import type { Tx } from '@beian/kit/db/scope';
import { createVersioned } from '@beian/kit/db/versioned';
import { newId } from '@beian/kit/http/uuid';
import { record } from '@beian/kit/records/record';
import { KEYS, SEALER } from '@beian/kit/service/tokens';
import { Sms } from '../sms/sms.entity.ts';
import { Bell } from '../dispatch/bell.ts';
import { signedSms, type CaseFacts, type Text } from './texts.rules.ts';

/** Why and about which case somebody is told. */
export interface Occasion {
  /** The event that asks for it: one account gets at most one message and one SMS because of it. */
  readonly cause: string;
  readonly filing?: string | null;
  readonly application?: string;
  readonly bureau?: number;
  /** A copy of what was said before: it tells nobody anything new. */
  readonly snapshot?: true | undefined;
  /** Whose signature stands before an SMS. */
  readonly sender?: CaseFacts['bureau'];
}

/** Writes what an account is told, within the transaction of the event that asks for it; an SMS is sent after it. */
@Injectable()
export class Notifier {
  constructor(
    @Inject(SEALER) private readonly sealer: Sealer,
    @Inject(KEYS) private readonly keys: Keys,
    @Inject(Bell) private readonly bell: Bell,
  ) {}

  async tell(tx: Tx, account: string, text: Text, occasion: Occasion): Promise<void> {
    if (occasion.snapshot) return;
    const message = newId();
    const { cause, filing = null, application = null, bureau = null } = occasion;
    const body = await this.sealer.seal(text.body, `message:${message}:body`, `account:${account}`);
    await tx.query('insert into message (id, account, cause, template, title, body, link, filing, bureau) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)', [message, account, cause, text.template, text.title, body, text.link, filing, bureau]);
    const sms = text.sms === null ? null : await this.reserve(tx, account, text.template, signedSms(text.sms, occasion.sender), { cause, filing, application, bureau });
    record(tx, this.keys, { action: 'message.send', outcome: 'done', target: { type: 'message', id: message }, filing, bureau, after: { template: text.template, account, cause, sms } });
  }

  /** S9: the intent stands before anything is sent, once for each event and account. */
  private async reserve(tx: Tx, account: string, template: string, text: string, about: Pick<Sms, 'cause' | 'filing' | 'application' | 'bureau'>): Promise<string> {
    const id = newId();
    const now = new Date();
    const sealed = await this.sealer.seal(text, `sms:${id}:text`, `account:${account}`);
    await createVersioned(tx, Sms, { id, account, recipient: null, challenge: null, expiresAt: null, template, ...about, text: sealed, state: 'waiting', attempts: 0, asks: 0, dueAt: now, createdAt: now }, { action: 'sms.reserve' });
    tx.afterCommit(() => this.bell.ring());
    return id;
  }
}
