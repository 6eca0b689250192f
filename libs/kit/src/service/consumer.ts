import type { EventDefinition } from '@beian/contracts/define-event';
import { RECORD_TYPE } from '@beian/contracts/record';
import { SERVICES, topicOf, type ServiceName } from '@beian/contracts/services';
import { MetadataScanner, ModulesContainer } from '@nestjs/core';
import { PATTERN_EXTRAS_METADATA } from '@nestjs/microservices/constants.js';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { ServiceEnvironment } from '../config/environment.ts';
import { InboxServer } from '../kafka/inbox-server.ts';
import { logger } from '../logging/logger.ts';
import type { BackgroundPart } from './background.ts';
import type { ServiceDefinition } from './definition.ts';
import type { Resources } from './resources.ts';

/** The consumer of what the service's `@OnEvent` methods ask for; its group is the service's name. Kafka may be down. */
export async function startConsumer(definition: ServiceDefinition, environment: ServiceEnvironment, resources: Resources, app: NestExpressApplication): Promise<BackgroundPart> {
  const topics = topicsFor(handledTypes(app.get(ModulesContainer)));
  if (topics.length === 0) throw new Error(`${definition.name} is declared a consumer and has no @OnEvent method`);
  const server = new InboxServer({ source: resources.kit.worker, service: definition.name, keys: resources.kit.keys, groupId: definition.name, brokers: environment.KAFKA_BROKERS, topics, logger: logger() });
  // Without inheritAppConfig: the guard of HTTP routes is no business of events.
  await app.connectMicroservice({ strategy: server }).listen();
  return { name: 'consumer', stop: () => server.close(), health: { name: 'consumer', required: false, check: async () => server.healthy() } };
}

/** Topics that carry the event types: an event's first word is its service; signed records come from every service. */
export function topicsFor(types: readonly string[]): string[] {
  return [...new Set(types.flatMap((type) => (type === RECORD_TYPE ? SERVICES.map((service) => topicOf(service, 'records')) : [topicOf(sourceOf(type))])))].sort();
}

function sourceOf(type: string): ServiceName {
  const first = type.split('.', 1)[0];
  const service = SERVICES.find((name) => name === first);
  if (!service) throw new Error(`No service is called ${first}, as the event ${type} has it`);
  return service;
}

/** Types of the events for which some controller has an `@OnEvent` method. */
function handledTypes(modules: ModulesContainer): string[] {
  const scanner = new MetadataScanner();
  const prototypes = [...modules.values()].flatMap((module) => [...module.controllers.values()].map(({ metatype }) => metatype?.prototype as Record<string, object> | undefined));
  return prototypes.flatMap((prototype) =>
    prototype === undefined ? [] : scanner.getAllMethodNames(prototype).flatMap((name) => {
      const extras = Reflect.getMetadata(PATTERN_EXTRAS_METADATA, prototype[name]!) as { definition?: EventDefinition } | undefined;
      return extras?.definition === undefined ? [] : [extras.definition.type];
    }),
  );
}
