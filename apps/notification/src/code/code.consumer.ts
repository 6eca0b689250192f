import { Controller, Inject } from '@nestjs/common';
import type { DataOf } from '@beian/contracts/define-event';
import type { Envelope } from '@beian/contracts/envelope';
import { CodeIssued } from '@beian/contracts/identity/events';
import type { Sealer } from '@beian/kit/crypto/sealer';
import type { Tx } from '@beian/kit/db/scope';
import { createVersioned } from '@beian/kit/db/versioned';
import { newId } from '@beian/kit/http/uuid';
import { OnEvent } from '@beian/kit/kafka/on-event';
import { SEALER } from '@beian/kit/service/tokens';
import { Bell } from '../dispatch/bell.ts';
import { Mail } from '../mail/mail.entity.ts';
import { Sms } from '../sms/sms.entity.ts';
import { codeSms, codeSubject, codeText } from './code-texts.rules.ts';

/** The account is not known here, and may not exist: sendings of codes share the data key of their quarter. */
const HOLDER = 'platform:codes';

/** Codes that identity has issued: sealed in the event, sealed in the table, opened for the provider alone. */
@Controller()
export class CodeConsumer {
  constructor(
    @Inject(SEALER) private readonly sealer: Sealer,
    @Inject(Bell) private readonly bell: Bell,
  ) {}

  @OnEvent(CodeIssued)
  async issued({ id: cause, snapshot, data }: Envelope<DataOf<typeof CodeIssued>>, tx: Tx): Promise<void> {
    if (snapshot) return;
    const { challenge, channel, template } = data;
    const [to, code] = await Promise.all([this.sealer.open(data.to, `code:${challenge}:to`), this.sealer.open(data.code, `code:${challenge}:code`)]);
    const id = newId();
    const now = new Date();
    const seal = (field: string, value: string): Promise<string> => this.sealer.seal(value, `${channel === 'sms' ? 'sms' : 'mail'}:${id}:${field}`, HOLDER);
    const sending = { id, challenge, cause, template, state: 'waiting', code: null, attempts: 0, asks: 0, dueAt: now, createdAt: now, settledAt: null, expiresAt: new Date(data.expiresAt) } as const;
    if (channel === 'sms') {
      const [recipient, text] = await Promise.all([seal('recipient', to), seal('text', codeSms(template, code))]);
      await createVersioned(tx, Sms, { ...sending, account: null, recipient, text }, { action: 'sms.reserve' });
    } else {
      const [recipient, text] = await Promise.all([seal('recipient', to), seal('text', codeText(template, code))]);
      await createVersioned(tx, Mail, { ...sending, recipient, subject: codeSubject(template), text }, { action: 'mail.reserve' });
    }
    tx.afterCommit(() => this.bell.ring());
  }
}
