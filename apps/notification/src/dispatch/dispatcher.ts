import { Erased } from '@beian/kit/crypto/erased';
import { DomainError } from '@beian/kit/errors/domain-error';
import { backOff, pause } from '@beian/kit/kafka/pause';
import { logger } from '@beian/kit/logging/logger';
import type { Channel, Ending, Opened, Taken } from './dispatch.ts';
import type { Bell } from './bell.ts';

const POLL_MS = 1_000;
/** OPN-58: three further tries after the first, each only on a definite refusal. */
const ATTEMPTS = 4;
const FIRST_RETRY_MS = 15_000;
const LAST_RETRY_MS = 10 * 60_000;
/** Times a provider that cannot be reached is asked what became of a sending. */
const ASKS = 6;

const SENT: Ending = { state: 'sent', code: null };

/** Speaks to the provider of a channel, outside of any transaction (S9). Several processes may send at once. */
export class Dispatcher<T extends Taken> {
  private readonly channel: Channel<T>;
  private readonly timeoutMs: number;
  private readonly stopping = new AbortController();
  private waking = new AbortController();
  private running: Promise<void> | undefined;

  constructor(channel: Channel<T>, timeoutMs: number) {
    this.channel = channel;
    this.timeoutMs = timeoutMs;
  }

  start(bell: Bell): void {
    bell.answer(() => this.waking.abort());
    this.running = this.run();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  /** Sends what is due and asks for what is in doubt; returns how many sendings it dealt with. */
  async round(): Promise<number> {
    // A provider may be spoken to twice, sending and asking; then the sending is another sender's to ask for.
    const due = await this.channel.takeDue(3 * this.timeoutMs);
    await Promise.all(due.map((one) => this.alone(one, () => (one.doubtful ? this.ask(one) : this.send(one)))));
    return due.length;
  }

  private async run(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      this.waking = new AbortController();
      const dealt = await this.round().catch((error: unknown) => {
        logger().warn({ err: error, channel: this.channel.name }, 'What is to be sent could not be looked for; the next round tries again');
        return 0;
      });
      if (dealt === 0) await pause(POLL_MS, AbortSignal.any([signal, this.waking.signal]));
    }
  }

  /** What fails for one is no reason to leave the others; its lease ends, and it is asked for. */
  private async alone(one: T, deal: () => Promise<void>): Promise<void> {
    try {
      await deal();
    } catch (error) {
      const overtaken = error instanceof DomainError && error.code === 'record.changed';
      logger()[overtaken ? 'warn' : 'error']({ err: error, channel: this.channel.name, sending: one.id }, overtaken ? 'Another process has settled this sending' : 'A sending could not be dealt with; it is asked for later');
    }
  }

  private async send(one: T): Promise<void> {
    if (one.expiresAt !== null && one.expiresAt.getTime() <= Date.now()) return this.fail(one, 'expired');
    const handOver = await this.open(one);
    if (handOver === undefined) return this.notTaken(one, 'unreadable');
    if (typeof handOver === 'string') return this.fail(one, handOver);
    const answer = await this.inTime(handOver());
    if (answer === 'accepted') return this.channel.settle(one, SENT);
    return answer === 'refused' ? this.notTaken(one, 'refused') : this.ask(one);
  }

  private fail(one: T, code: string): Promise<void> {
    return this.channel.settle(one, { state: 'failed', code: `${this.channel.name}.${code}` });
  }

  /** What the provider certainly does not have may be sent again, a few times. */
  private async notTaken(one: T, code: string): Promise<void> {
    if (one.attempts >= ATTEMPTS) return this.fail(one, code);
    return this.channel.postpone(one, later(backOff(one.attempts, FIRST_RETRY_MS, LAST_RETRY_MS)), `${this.channel.name}.${code}`);
  }

  private async open(one: T): Promise<Opened | undefined> {
    try {
      return await this.channel.open(one);
    } catch (error) {
      if (error instanceof Erased) return 'erased';
      logger().error({ err: error, channel: this.channel.name, sending: one.id }, 'A sending cannot be opened; is a data key missing?');
      return undefined;
    }
  }

  private async ask(one: T): Promise<void> {
    const answer = await this.inTime(this.channel.find(one.id));
    const unknown = (code: string): Promise<void> => this.channel.settle(one, { state: 'unknown', code: `${this.channel.name}.${code}` });
    if (answer === 'accepted') return this.channel.settle(one, SENT);
    if (answer === 'refused') return this.notTaken(one, 'refused');
    if (answer === 'unknown') return unknown('unknown');
    if (one.asks >= ASKS) return unknown('no_answer');
    return this.channel.doubt(one, later(backOff(one.asks + 1, FIRST_RETRY_MS, LAST_RETRY_MS)));
  }

  /** Undefined when the provider failed or did not answer in time: it may have acted nevertheless. */
  private async inTime<R>(asked: Promise<R>): Promise<R | undefined> {
    const done = new AbortController();
    const late = pause(this.timeoutMs, done.signal).then(() => undefined);
    try {
      return await Promise.race([asked, late]);
    } catch (error) {
      // Not the error itself: a provider's message may quote the number or the text.
      logger().warn({ channel: this.channel.name, fault: error instanceof Error ? error.name : typeof error }, 'The provider did not answer as it should');
      return undefined;
    } finally {
      done.abort();
    }
  }
}

function later(milliseconds: number): Date {
  return new Date(Date.now() + milliseconds);
}
