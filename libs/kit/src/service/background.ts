import { dirname, resolve } from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import type { ServiceEnvironment } from '../config/environment.ts';
import type { HealthCheck } from '../http/application.ts';
import { logger } from '../logging/logger.ts';
import { RunRelay } from '../outbox/run-relay.ts';
import { KafkaRelay } from '../outbox/relay.ts';
import { runStarter } from '../temporal/start-run.ts';
import { runWorker } from '../temporal/worker.ts';
import type { ServiceDefinition } from './definition.ts';
import type { Resources } from './resources.ts';
import type { Stoppable } from './shutdown.ts';

/** A part of the process that works without being asked. */
export interface BackgroundPart extends Stoppable {
  readonly health: HealthCheck;
}

/** Both relays: facts and records to Kafka, runs to Temporal. They work on a role and pool of their own. */
export async function startRelays(definition: ServiceDefinition, environment: ServiceEnvironment, resources: Resources): Promise<BackgroundPart> {
  const source = await resources.open('relay');
  const relays = [
    new KafkaRelay({ source, service: definition.name, keys: resources.kit.keys, brokers: environment.KAFKA_BROKERS, logger: logger() }),
    new RunRelay({ source, service: definition.name, startRun: runStarter(resources.kit.temporal), logger: logger() }),
  ];
  for (const relay of relays) relay.start();
  return {
    name: 'relays',
    async stop() {
      await Promise.all(relays.map((relay) => relay.stop()));
    },
    health: { name: 'relays', required: false, check: async () => relays.every((relay) => relay.healthy()) },
  };
}

/** The worker of the service's task queue; undefined when the service has no activities. */
export function startWorker(definition: ServiceDefinition, environment: ServiceEnvironment, app: INestApplicationContext): BackgroundPart | undefined {
  if (!definition.activities) return undefined;
  const worker = runWorker({
    address: environment.TEMPORAL_ADDRESS,
    namespace: environment.TEMPORAL_NAMESPACE,
    taskQueue: definition.taskQueue ?? definition.name,
    activities: definition.activities(app),
    makeCurrent: environment.TEMPORAL_MAKE_CURRENT === 'true',
    ...(definition.workflowBundle !== undefined && { bundlePath: besideMain(definition.workflowBundle) }),
  });
  return { name: 'worker', stop: () => worker.stop(), health: { name: 'worker', required: false, check: async () => worker.state() === 'running' } };
}

function besideMain(path: string): string {
  return resolve(dirname(process.argv[1] ?? '.'), path);
}
