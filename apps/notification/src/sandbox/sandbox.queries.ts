import { Inject, Injectable } from '@nestjs/common';
import type { SandboxEmail, SandboxSms } from '@beian/contracts/notification/api';
import type { Principal } from '@beian/contracts/principal';
import { orErasedText } from '@beian/kit/crypto/erased';
import type { Sealer } from '@beian/kit/crypto/sealer';
import { inScope } from '@beian/kit/db/scope';
import { notFound } from '@beian/kit/errors/domain-error';
import { DB_API, ENVIRONMENT, SEALER } from '@beian/kit/service/tokens';
import type { DataSource } from 'typeorm';
import type { NotificationEnvironment } from '../config.ts';

interface Row {
  readonly id: string;
  readonly recipient: string;
  readonly text: string;
  readonly at: Date;
}

const SHOWN = 200;

@Injectable()
export class SandboxQueries {
  constructor(
    @Inject(DB_API) private readonly db: DataSource,
    @Inject(SEALER) private readonly sealer: Sealer,
    @Inject(ENVIRONMENT) private readonly environment: Pick<NotificationEnvironment, 'SMS_PROVIDER' | 'MAIL_PROVIDER'>,
  ) {}

  /** What the sandbox "sent", newest first; 404 while a real provider is configured. */
  async list(caller: Principal): Promise<SandboxSms[]> {
    if (this.environment.SMS_PROVIDER !== 'sandbox') throw notFound();
    const rows = await inScope(this.db, caller, (tx) => tx.query<Row>(`select id, recipient, text, at from sandbox_sms order by at desc, id desc limit ${SHOWN}`));
    return Promise.all(
      rows.map(async ({ id, recipient, text, at }) => {
        const [to, clear] = await Promise.all([orErasedText(this.sealer.open(recipient, `sandbox_sms:${id}:recipient`)), orErasedText(this.sealer.open(text, `sandbox_sms:${id}:text`))]);
        return { id, to, text: clear, at: at.toISOString() };
      }),
    );
  }

  /** The same for e-mails. */
  async emails(caller: Principal): Promise<SandboxEmail[]> {
    if (this.environment.MAIL_PROVIDER !== 'sandbox') throw notFound();
    const rows = await inScope(this.db, caller, (tx) => tx.query<Row & { subject: string }>(`select id, recipient, subject, text, at from sandbox_mail order by at desc, id desc limit ${SHOWN}`));
    return Promise.all(
      rows.map(async ({ id, recipient, subject, text, at }) => {
        const [to, clear] = await Promise.all([this.sealer.open(recipient, `sandbox_mail:${id}:recipient`), this.sealer.open(text, `sandbox_mail:${id}:text`)]);
        return { id, to, subject, text: clear, at: at.toISOString() };
      }),
    );
  }
}
