import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { unlessErased } from '@beian/kit/crypto/erased';
import type { Sealer } from '@beian/kit/crypto/sealer';
import { logger } from '@beian/kit/logging/logger';
import { ENVIRONMENT, SEALER } from '@beian/kit/service/tokens';
import type { NotificationEnvironment } from '../config.ts';
import { Bell } from '../dispatch/bell.ts';
import type { Answer } from '../dispatch/dispatch.ts';
import { Dispatcher } from '../dispatch/dispatcher.ts';
import { SMS_PROVIDER, type SmsProvider } from './sms-provider.ts';
import { SmsService, type TakenSms } from './sms.service.ts';

/** Sends SMS by the configured provider, in the process that plays the worker. */
@Injectable()
export class SmsSender implements OnApplicationBootstrap, OnApplicationShutdown {
  private dispatcher: Dispatcher<TakenSms> | undefined;

  constructor(
    @Inject(SmsService) private readonly sms: SmsService,
    @Inject(SEALER) private readonly sealer: Sealer,
    @Inject(SMS_PROVIDER) private readonly provider: SmsProvider | null,
    @Inject(ENVIRONMENT) private readonly environment: Pick<NotificationEnvironment, 'ROLES' | 'SMS_TIMEOUT_MS'>,
    @Inject(Bell) private readonly bell: Bell,
  ) {}

  onApplicationBootstrap(): void {
    if (!this.environment.ROLES.includes('worker')) return;
    if (this.provider === null) {
      logger().warn('No SMS provider is connected: SMS wait');
      return;
    }
    this.dispatcher = this.dispatcherFor(this.provider);
    this.dispatcher.start(this.bell);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.dispatcher?.stop();
  }

  /** Sends what is due once. */
  round(provider: SmsProvider): Promise<number> {
    return this.dispatcherFor(provider).round();
  }

  private dispatcherFor(provider: SmsProvider): Dispatcher<TakenSms> {
    const { sms } = this;
    return new Dispatcher<TakenSms>({
      name: 'sms',
      takeDue: (leaseMs) => sms.takeDue(leaseMs),
      postpone: (one, dueAt, code) => sms.postpone(one, dueAt, code),
      doubt: (one, dueAt) => sms.doubt(one, dueAt),
      settle: (one, ending) => sms.settle(one, ending),
      open: (one) => this.open(provider, one),
      find: (id) => provider.find(id),
    }, this.environment.SMS_TIMEOUT_MS);
  }

  /** The number of the SMS itself, or else of its account. */
  private async open(provider: SmsProvider, { id, account, recipient, mobile, text }: TakenSms): Promise<(() => Promise<Answer>) | string> {
    if (recipient === null && mobile === null) return 'no_mobile';
    const number = recipient === null ? this.sealer.open(mobile!, `account:${account}:mobile`) : this.sealer.open(recipient, `sms:${id}:recipient`);
    const opened = await unlessErased(Promise.all([number, this.sealer.open(text, `sms:${id}:text`)]), undefined);
    // The account has been erased since: nobody is to be told any more.
    if (opened === undefined) return 'erased';
    const [to, clear] = opened;
    return () => provider.send(id, to, clear);
  }
}
