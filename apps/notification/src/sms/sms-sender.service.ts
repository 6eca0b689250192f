import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { Sealer } from '@beian/kit/crypto/sealer';
import { DomainError } from '@beian/kit/errors/domain-error';
import { backOff, pause } from '@beian/kit/kafka/pause';
import { logger } from '@beian/kit/logging/logger';
import { ENVIRONMENT, SEALER } from '@beian/kit/service/tokens';
import type { NotificationEnvironment } from '../config.ts';
import { SmsBell } from './sms-bell.ts';
import { SMS_PROVIDER, type SmsProvider } from './sms-provider.ts';
import { SmsService, type Ending, type TakenSms } from './sms.service.ts';

const POLL_MS = 1_000;
/** OPN-58: three further tries after the first, each only on a definite refusal. */
const ATTEMPTS = 4;
const FIRST_RETRY_MS = 15_000;
const LAST_RETRY_MS = 10 * 60_000;
/** Times a provider that cannot be reached is asked what became of an SMS. */
const ASKS = 6;

const SENT: Ending = { state: 'sent', code: null };

/** Speaks to the provider, outside of any transaction (S9). Several processes may send at once. */
@Injectable()
export class SmsSender implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly stopping = new AbortController();
  private waking = new AbortController();
  private running: Promise<void> | undefined;

  constructor(
    @Inject(SmsService) private readonly sms: SmsService,
    @Inject(SEALER) private readonly sealer: Sealer,
    @Inject(SMS_PROVIDER) private readonly provider: SmsProvider | null,
    @Inject(ENVIRONMENT) private readonly environment: Pick<NotificationEnvironment, 'ROLES' | 'SMS_TIMEOUT_MS'>,
    @Inject(SmsBell) private readonly bell: SmsBell,
  ) {}

  onApplicationBootstrap(): void {
    if (!this.environment.ROLES.includes('worker')) return;
    if (this.provider === null) {
      logger().warn('No SMS provider is connected: SMS wait');
      return;
    }
    this.bell.answer(() => this.waking.abort());
    this.running = this.run(this.provider);
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  /** Sends what is due and asks for what is in doubt; returns how many SMS it dealt with. */
  async round(provider: SmsProvider): Promise<number> {
    // A provider may be spoken to twice, sending and asking; then the SMS is another sender's to ask for.
    const due = await this.sms.takeDue(3 * this.environment.SMS_TIMEOUT_MS);
    await Promise.all(due.map((one) => this.alone(one, () => (one.doubtful ? this.ask(provider, one) : this.send(provider, one)))));
    return due.length;
  }

  private async run(provider: SmsProvider): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      this.waking = new AbortController();
      const dealt = await this.round(provider).catch((error: unknown) => {
        logger().warn({ err: error }, 'SMS could not be looked for; the next round tries again');
        return 0;
      });
      if (dealt === 0) await pause(POLL_MS, AbortSignal.any([signal, this.waking.signal]));
    }
  }

  /** What fails for one SMS is no reason to leave the others; its lease ends, and it is asked for. */
  private async alone(one: TakenSms, deal: () => Promise<void>): Promise<void> {
    try {
      await deal();
    } catch (error) {
      const overtaken = error instanceof DomainError && error.code === 'record.changed';
      logger()[overtaken ? 'warn' : 'error']({ err: error, sms: one.id }, overtaken ? 'Another process has settled this SMS' : 'An SMS could not be dealt with; it is asked for later');
    }
  }

  private async send(provider: SmsProvider, one: TakenSms): Promise<void> {
    if (one.mobile === null) return this.sms.settle(one, { state: 'failed', code: 'sms.no_mobile' });
    const opened = await this.open(one, one.mobile);
    if (opened === undefined) return this.notTaken(one, 'sms.unreadable');
    const answer = await this.inTime(provider.send(one.id, opened.to, opened.text));
    if (answer === 'accepted') return this.sms.settle(one, SENT);
    return answer === 'refused' ? this.notTaken(one, 'sms.refused') : this.ask(provider, one);
  }

  /** What the provider certainly does not have may be sent again, a few times. */
  private async notTaken(one: TakenSms, code: string): Promise<void> {
    if (one.attempts >= ATTEMPTS) return this.sms.settle(one, { state: 'failed', code });
    return this.sms.postpone(one, later(backOff(one.attempts, FIRST_RETRY_MS, LAST_RETRY_MS)), code);
  }

  private async open({ id, account, text }: TakenSms, mobile: string): Promise<{ to: string; text: string } | undefined> {
    try {
      const [to, clear] = await Promise.all([this.sealer.open(mobile, `account:${account}:mobile`), this.sealer.open(text, `sms:${id}:text`)]);
      return { to, text: clear };
    } catch (error) {
      logger().error({ err: error, sms: id }, 'An SMS cannot be opened; is a data key missing?');
      return undefined;
    }
  }

  private async ask(provider: SmsProvider, one: TakenSms): Promise<void> {
    const answer = await this.inTime(provider.find(one.id));
    if (answer === 'accepted') return this.sms.settle(one, SENT);
    if (answer === 'refused') return this.notTaken(one, 'sms.refused');
    if (answer === 'unknown') return this.sms.settle(one, { state: 'unknown', code: 'sms.unknown' });
    if (one.asks >= ASKS) return this.sms.settle(one, { state: 'unknown', code: 'sms.no_answer' });
    return this.sms.doubt(one, later(backOff(one.asks + 1, FIRST_RETRY_MS, LAST_RETRY_MS)));
  }

  /** Undefined when the provider failed or did not answer in time: it may have acted nevertheless. */
  private async inTime<T>(asked: Promise<T>): Promise<T | undefined> {
    const done = new AbortController();
    const late = pause(this.environment.SMS_TIMEOUT_MS, done.signal).then(() => undefined);
    try {
      return await Promise.race([asked, late]);
    } catch (error) {
      // Not the error itself: a provider's message may quote the number or the text.
      logger().warn({ fault: error instanceof Error ? error.name : typeof error }, 'The SMS provider did not answer as it should');
      return undefined;
    } finally {
      done.abort();
    }
  }
}

function later(milliseconds: number): Date {
  return new Date(Date.now() + milliseconds);
}
