import type { Server } from 'node:http';
import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Logger as NestLogger } from 'nestjs-pino';
import type { DynamicModule, INestApplicationContext } from '@nestjs/common';
import { parseEnvironment, serviceEnvironment, type ServiceEnvironment } from '../config/environment.ts';
import { databasePassword } from '../config/secrets.ts';
import { runKeysVerb } from '../crypto/vault/keys.verb.ts';
import { openDatabase } from '../db/database.ts';
import { migrate } from '../db/migrate.ts';
import { prepareHttp, type HealthCheck } from '../http/application.ts';
import { createLogger, logger, useLogger } from '../logging/logger.ts';
import { startRelays, startWorker, type BackgroundPart } from './background.ts';
import { startConsumer } from './consumer.ts';
import type { ServiceDefinition } from './definition.ts';
import { KitModule, type Kit } from './kit.module.ts';
import { openResources, type Resources } from './resources.ts';
import { stopInOrder, stopOnSignal } from './shutdown.ts';

const KEEP_ALIVE_MS = 65_000;

export type { ServiceDefinition, VerbContext } from './definition.ts';

/**
 * A service's `main.ts`: without an argument it serves, in the roles that ROLES names; `migrate` brings the schema up to
 * date and ends; `keys` looks after the vault's data keys; further verbs are the definition's own. A failing start is logged and ends the process with 1.
 */
export async function runService(definition: ServiceDefinition): Promise<void> {
  const environment = parseEnvironment(definition.environment ?? serviceEnvironment) as ServiceEnvironment;
  useLogger(createLogger(definition.name, environment.LOG_LEVEL));
  const [verb, ...args] = process.argv.slice(2);
  try {
    if (verb === undefined) await serve(definition, environment);
    else await runVerb(definition, environment, verb, args);
  } catch (error) {
    logger().fatal({ err: error, verb }, 'The service could not do what it was started for');
    process.exit(1);
  }
}

async function serve(definition: ServiceDefinition, environment: ServiceEnvironment): Promise<void> {
  const has = (role: ServiceEnvironment['ROLES'][number]): boolean => environment.ROLES.includes(role);
  const resources = await openResources(definition, environment);
  const app = await NestFactory.create<NestExpressApplication>(rootModule(definition, resources.kit), { bufferLogs: true, bodyParser: false, abortOnError: false });
  app.useLogger(app.get(NestLogger));
  const parts: BackgroundPart[] = [];
  prepareHttp(app, { name: definition.name, serve: has('api'), checks: healthChecks(resources, parts) });
  await app.init();
  const worker = has('worker') ? startWorker(definition, environment, app) : undefined;
  const consumer = has('consumer') && definition.consumer ? await startConsumer(definition, environment, resources, app) : undefined;
  const relays = has('relay') ? await startRelays(definition, environment, resources) : undefined;
  parts.push(...[worker, consumer, relays].filter((part) => part !== undefined));
  stopOnSignal([{ name: 'http', stop: () => closeHttp(app) }, ...parts, { name: 'modules', stop: () => app.close() }, { name: 'connections', stop: () => resources.close() }]);
  // The gateway's idle connections end after 5 s (Node's global agent): were ours shorter, a request could meet one that just closes.
  (app.getHttpServer() as Server).keepAliveTimeout = KEEP_ALIVE_MS;
  await app.listen(environment.PORT, environment.HOST);
  logger().info({ address: await app.getUrl(), roles: environment.ROLES }, 'The service is up');
}

/** PostgreSQL decides; a service answers while Kafka or Temporal is down, and only says so. */
function healthChecks(resources: Resources, parts: readonly BackgroundPart[]): HealthCheck[] {
  const database: HealthCheck = {
    name: 'database',
    required: true,
    async check() {
      await resources.kit.api.query('select 1');
      return true;
    },
  };
  const background = (name: string): HealthCheck => ({ name, required: false, check: async () => (await parts.find((part) => part.name === name)?.health.check()) ?? true });
  return [database, ...['worker', 'consumer', 'relays'].map(background)];
}

/** Ends keep-alive connections too; requests under way are answered. */
async function closeHttp(app: NestExpressApplication): Promise<void> {
  const server = app.getHttpServer();
  await new Promise<void>((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()));
    server.closeIdleConnections();
  });
}

async function runVerb(definition: ServiceDefinition, environment: ServiceEnvironment, verb: string, args: string[]): Promise<void> {
  if (verb === 'migrate') return migrateSchema(definition, environment);
  if (verb === 'keys') return runKeysVerb(environment, args);
  const run = definition.verbs?.[verb];
  if (!run) throw new Error(`Unknown verb ${verb}; known are migrate, keys, ${Object.keys(definition.verbs ?? {}).join(', ')}`);
  const resources = await openResources(definition, environment);
  const app: INestApplicationContext = await NestFactory.createApplicationContext(rootModule(definition, resources.kit), { bufferLogs: true, abortOnError: false });
  app.useLogger(app.get(NestLogger));
  await run({ args, environment, app });
  const well = await stopInOrder([{ name: 'modules', stop: () => app.close() }, { name: 'connections', stop: () => resources.close() }]);
  process.exit(well ? 0 : 1);
}

async function migrateSchema(definition: ServiceDefinition, environment: ServiceEnvironment): Promise<void> {
  const { DB_HOST: host, DB_PORT: port, DB_NAME: name, DB_SECRETS_FILE } = environment;
  const password = await databasePassword(DB_SECRETS_FILE, definition.name, 'owner');
  const source = await openDatabase({ host, port, name, service: definition.name, role: 'owner', password, migrations: definition.migrations, poolSize: 2 });
  try {
    const ran = await migrate(source, definition.name);
    logger().info({ ran: ran.length }, 'The schema is up to date');
  } finally {
    await source.destroy();
  }
}

function rootModule(definition: ServiceDefinition, kit: Kit): DynamicModule {
  class ServiceRoot {}
  return { module: ServiceRoot, imports: [KitModule.forService(kit), definition.module] };
}
