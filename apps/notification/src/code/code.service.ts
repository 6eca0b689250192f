import { CodeOrder } from '@beian/contracts/identity/events';
import type { HandOnOrder } from '@beian/contracts/notification/api';
import { platformIn } from '@beian/contracts/principal';
import type { Sealer } from '@beian/kit/crypto/sealer';
import { inScope, type Tx } from '@beian/kit/db/scope';
import { createVersioned } from '@beian/kit/db/versioned';
import { isDatabaseDown } from '@beian/kit/errors/database-down';
import { invalidInput } from '@beian/kit/errors/domain-error';
import { newId } from '@beian/kit/http/uuid';
import { logger } from '@beian/kit/logging/logger';
import { DB_WORKER, SEALER } from '@beian/kit/service/tokens';
import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import type { z } from 'zod';
import { Bell } from '../dispatch/bell.ts';
import { Mail } from '../mail/mail.entity.ts';
import { Sms } from '../sms/sms.entity.ts';
import { codeSms, codeSubject, codeText } from './code-texts.rules.ts';

/** The account is not known here, and may not exist: sendings of codes share the data key of their quarter. */
const HOLDER = 'platform:codes';

type Order = z.infer<typeof CodeOrder>;

/**
 * One-time codes of identity: sealed on their way, sealed in the table, opened for the provider alone. An order comes with
 * its bearer and as an event, whichever is first; the challenge lets one of both in.
 */
@Injectable()
export class CodeService {
  constructor(
    @Inject(DB_WORKER) private readonly worker: DataSource,
    @Inject(SEALER) private readonly sealer: Sealer,
    @Inject(Bell) private readonly bell: Bell,
  ) {}

  /** Only identity can have sealed it, for this challenge; another text is refused at the field `order` (422). */
  async handOn({ challenge, order }: HandOnOrder): Promise<void> {
    const opened = await this.open(challenge, order);
    await inScope(this.worker, platformIn(), (tx) => this.reserve(tx, opened));
  }

  /** Within the transaction that took the order in. */
  async reserve(tx: Tx, { event: cause, data: { challenge, channel, template, expiresAt, ...sealed } }: Order): Promise<void> {
    if (!(await this.isFirst(tx, challenge))) return;
    const [to, code] = await Promise.all([this.sealer.open(sealed.to, `code:${challenge}:to`), this.sealer.open(sealed.code, `code:${challenge}:code`)]);
    const id = newId();
    const now = new Date();
    const seal = (field: string, value: string): Promise<string> => this.sealer.seal(value, `${channel === 'sms' ? 'sms' : 'mail'}:${id}:${field}`, HOLDER);
    const sending = { id, challenge, cause, template, state: 'waiting', code: null, attempts: 0, asks: 0, dueAt: now, createdAt: now, settledAt: null, expiresAt: new Date(expiresAt) } as const;
    if (channel === 'sms') {
      const [recipient, text] = await Promise.all([seal('recipient', to), seal('text', codeSms(template, code))]);
      await createVersioned(tx, Sms, { ...sending, account: null, recipient, text }, { action: 'sms.reserve' });
    } else {
      const [recipient, text] = await Promise.all([seal('recipient', to), seal('text', codeText(template, code))]);
      await createVersioned(tx, Mail, { ...sending, recipient, subject: codeSubject(template), text }, { action: 'mail.reserve' });
    }
    tx.afterCommit(() => this.bell.ring());
  }

  /** The lock makes the second of two at once see the first one's row. */
  private async isFirst(tx: Tx, challenge: string): Promise<boolean> {
    await tx.query(`select pg_advisory_xact_lock(hashtextextended('code:' || $1, 0))`, [challenge]);
    const [{ known } = { known: true }] = await tx.query<{ known: boolean }>('select exists (select 1 from sms where challenge = $1) or exists (select 1 from mail where challenge = $1) as known', [challenge]);
    return !known;
  }

  private async open(challenge: string, order: string): Promise<Order> {
    try {
      return CodeOrder.parse(JSON.parse(await this.sealer.open(order, `code:${challenge}:order`)));
    } catch (error) {
      if (isDatabaseDown(error)) throw error;
      logger().warn({ challenge, error: error instanceof Error ? error.name : typeof error }, 'An order that identity has not sealed was refused');
      throw invalidInput([{ field: 'order', code: 'order.invalid', message: '验证码发送凭据无效，请重新获取验证码' }]);
    }
  }
}
