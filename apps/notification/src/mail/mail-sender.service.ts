import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { Sealer } from '@beian/kit/crypto/sealer';
import { logger } from '@beian/kit/logging/logger';
import { ENVIRONMENT, SEALER } from '@beian/kit/service/tokens';
import type { NotificationEnvironment } from '../config.ts';
import { Bell } from '../dispatch/bell.ts';
import type { Answer } from '../dispatch/dispatch.ts';
import { Dispatcher } from '../dispatch/dispatcher.ts';
import { MAIL_PROVIDER, type MailProvider } from './mail-provider.ts';
import { MailService, type TakenMail } from './mail.service.ts';

/** Sends e-mails by the configured provider, in the process that plays the worker. */
@Injectable()
export class MailSender implements OnApplicationBootstrap, OnApplicationShutdown {
  private dispatcher: Dispatcher<TakenMail> | undefined;

  constructor(
    @Inject(MailService) private readonly mails: MailService,
    @Inject(SEALER) private readonly sealer: Sealer,
    @Inject(MAIL_PROVIDER) private readonly provider: MailProvider | null,
    @Inject(ENVIRONMENT) private readonly environment: Pick<NotificationEnvironment, 'ROLES' | 'SMS_TIMEOUT_MS'>,
    @Inject(Bell) private readonly bell: Bell,
  ) {}

  onApplicationBootstrap(): void {
    if (!this.environment.ROLES.includes('worker')) return;
    if (this.provider === null) {
      logger().warn('No e-mail provider is connected: e-mails wait');
      return;
    }
    this.dispatcher = this.dispatcherFor(this.provider);
    this.dispatcher.start(this.bell);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.dispatcher?.stop();
  }

  /** Sends what is due once. */
  round(provider: MailProvider): Promise<number> {
    return this.dispatcherFor(provider).round();
  }

  private dispatcherFor(provider: MailProvider): Dispatcher<TakenMail> {
    const { mails } = this;
    return new Dispatcher<TakenMail>({
      name: 'mail',
      takeDue: (leaseMs) => mails.states.takeDue(leaseMs),
      postpone: (one, dueAt, code) => mails.states.postpone(one, dueAt, code),
      doubt: (one, dueAt) => mails.states.doubt(one, dueAt),
      settle: (one, ending) => mails.settle(one, ending),
      open: (one) => this.open(provider, one),
      find: (id) => provider.find(id),
    }, this.environment.SMS_TIMEOUT_MS);
  }

  private async open(provider: MailProvider, { id, recipient, subject, text }: TakenMail): Promise<() => Promise<Answer>> {
    const [to, clear] = await Promise.all([this.sealer.open(recipient, `mail:${id}:recipient`), this.sealer.open(text, `mail:${id}:text`)]);
    return () => provider.send(id, { to, subject, text: clear });
  }
}
