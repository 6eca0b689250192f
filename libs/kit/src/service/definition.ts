import type { ServiceName } from '@beian/contracts/services';
import type { INestApplicationContext, Type } from '@nestjs/common';
import type { z } from 'zod';
import type { ServiceEnvironment } from '../config/environment.ts';
import type { DatabaseOptions } from '../db/database.ts';

/** What a command-line verb may use. */
export interface VerbContext {
  /** Arguments after the verb. */
  readonly args: readonly string[];
  readonly environment: ServiceEnvironment;
  /** The service's modules without HTTP, consumer, relays and worker; `app.get(SomeService)`. */
  readonly app: INestApplicationContext;
}

/** What makes a service: `runService(definition)` is all of its `main.ts`. */
export interface ServiceDefinition {
  readonly name: ServiceName;
  readonly entities: NonNullable<DatabaseOptions['entities']>;
  readonly migrations: NonNullable<DatabaseOptions['migrations']>;
  /** The service's root module. */
  readonly module: Type<unknown>;
  /** `serviceEnvironment` extended by the service's own variables; what is injected as ENVIRONMENT. */
  readonly environment?: z.ZodObject;
  /** Whether it has `@OnEvent` handlers. */
  readonly consumer?: boolean;
  /** Activities by name, taken from the application's providers; without it no worker is started. */
  readonly activities?: (app: INestApplicationContext) => object;
  /** Task queue of the worker; by default the service's name. */
  readonly taskQueue?: string;
  /** Path of the workflow bundle, for a service that hosts workflows; relative to the built main.js, e.g. `workflow-bundle.js`. */
  readonly workflowBundle?: string;
  /** Further verbs of the command line, next to `migrate`: `node dist/main.js <verb> …`. */
  readonly verbs?: Readonly<Record<string, (context: VerbContext) => Promise<void>>>;
}
