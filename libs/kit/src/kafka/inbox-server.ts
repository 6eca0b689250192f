import type { EventDefinition } from '@beian/contracts/define-event';
import type { Envelope } from '@beian/contracts/envelope';
import { Server, type CustomTransportStrategy, type MessageHandler } from '@nestjs/microservices';
import type { Kafka } from 'kafkajs';
import type { Logger } from 'pino';
import { isObservable, lastValueFrom } from 'rxjs';
import type { DataSource } from 'typeorm';
import type { Keys } from '../auth/keys.ts';
import type { Tx } from '../db/scope.ts';
import type { InboxContext } from '../inbox/apply.ts';
import { takeMessage } from '../inbox/inbox.ts';
import type { Route } from '../inbox/message.ts';
import { findDue, findLanes } from '../inbox/parked.ts';
import { replayLane } from '../inbox/replay.ts';
import { createKafka } from './client.ts';
import { ConsumerLoop } from './consumer-loop.ts';
import { pause } from './pause.ts';

const DUE_POLL_MS = 2_000;

export interface InboxServerOptions {
  /** Role worker. */
  readonly source: DataSource;
  readonly service: string;
  /** The services' public keys: what none of them has signed is parked. */
  readonly keys: Keys;
  readonly brokers: readonly string[];
  readonly topics: readonly string[];
  /** The consumer group, and the consumer's name in the inbox. */
  readonly groupId: string;
  readonly logger: Logger;
  /** Another way to the brokers than `brokers` alone, e.g. with credentials. */
  readonly kafka?: Kafka;
}

/**
 * Nest transport that brings events to `@OnEvent` methods through the inbox: `app.connectMicroservice({ strategy })`.
 * Nest's own Kafka transport commits what it could not handle (pitfalls), hence this one.
 */
export class InboxServer extends Server implements CustomTransportStrategy {
  private readonly options: InboxServerOptions;
  private readonly routes = new Map<string, Route>();
  private readonly context: InboxContext;
  private readonly loop: ConsumerLoop;
  private readonly stopping = new AbortController();
  private replaying: Promise<void> | undefined;

  constructor(options: InboxServerOptions) {
    super();
    const { source, service, keys, brokers, groupId, topics, logger } = options;
    this.options = options;
    this.context = { source, consumer: groupId, keys, routes: this.routes, logger };
    const kafka = options.kafka ?? createKafka({ clientId: `${service}-consumer`, brokers, logger });
    this.loop = new ConsumerLoop({ kafka, groupId, topics, logger, take: async (message, signal) => void (await takeMessage(this.context, message, signal)) });
  }

  /** Called by Nest for every `@OnEvent` method; several methods may handle one event, in one transaction. */
  override addHandler(pattern: unknown, callback: MessageHandler, isEventHandler = false, extras: Record<string, unknown> = {}): void {
    const definition = extras['definition'] as EventDefinition | undefined;
    if (!isEventHandler || !definition) throw new TypeError(`${String(pattern)} is not declared by @OnEvent`);
    // Not kept by `super`, which would chain the handlers of one event and run them at once.
    this.handle(definition, (event, tx) => callback(event, tx as never));
  }

  /** Adds a handler without Nest. */
  handle<T>(definition: EventDefinition<T>, handler: (event: Envelope<T>, tx: Tx) => Promise<unknown>): void {
    const route = this.routes.get(definition.type) ?? { definition: definition as EventDefinition, handlers: [] };
    route.handlers.push(async (event, tx) => {
      const returned = await handler(event as Envelope<T>, tx);
      if (isObservable(returned)) await lastValueFrom(returned, { defaultValue: undefined });
    });
    this.routes.set(definition.type, route);
  }

  /** Starts consuming in the background; Kafka may be down. */
  listen(callback: (error?: unknown) => void): void {
    if (this.options.topics.length > 0) this.loop.start();
    this.replaying = this.replayDue();
    callback();
  }

  async close(): Promise<void> {
    this.stopping.abort();
    await Promise.all([this.loop.stop(), this.replaying]);
  }

  healthy(): boolean {
    return this.options.topics.length === 0 || this.loop.healthy();
  }

  /** Replays what waits for an aggregate, in order, going over gaps; returns how many messages went through. */
  async release(aggregate: string, topic?: string): Promise<number> {
    const lanes = await findLanes(this.options.source, this.options.groupId, aggregate);
    let replayed = 0;
    for (const lane of lanes) {
      if (topic === undefined || lane.topic === topic) replayed += await replayLane(this.context, lane, 'all', this.stopping.signal);
    }
    return replayed;
  }

  on(event: string): never {
    throw new Error(`An inbox server emits no ${event}`);
  }

  unwrap<T>(): T {
    return this.loop as T;
  }

  private async replayDue(): Promise<void> {
    const { source, groupId, logger } = this.options;
    const { signal } = this.stopping;
    while (!signal.aborted) {
      try {
        for (const { acceptance, ...lane } of await findDue(source, groupId)) await replayLane(this.context, lane, acceptance, signal);
      } catch (error) {
        if (!signal.aborted) logger.warn({ err: error }, 'Parked events could not be looked at; they are tried again');
      }
      await pause(DUE_POLL_MS, signal);
    }
  }
}
