import { Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_GUARD } from '@nestjs/core';
import { LoggerModule } from 'nestjs-pino';
import type { DataSource } from 'typeorm';
import { PrincipalGuard } from '../auth/principal.guard.ts';
import type { Keys } from '../auth/keys.ts';
import type { ServiceEnvironment } from '../config/environment.ts';
import type { Sealer } from '../crypto/sealer.ts';
import { ProblemFilter } from '../errors/problem.filter.ts';
import { requestLogging } from '../logging/requests.ts';
import { logger } from '../logging/logger.ts';
import type { LazyTemporal } from '../temporal/client.ts';
import { DB_API, DB_AUDIT, DB_PUBLIC, DB_WORKER, ENVIRONMENT, KEYS, LOGGER, SEALER, TEMPORAL } from './tokens.ts';

/** What a service's modules may inject by `service/tokens`. */
export interface Kit {
  readonly api: DataSource;
  readonly worker: DataSource;
  readonly public: DataSource;
  readonly audit: DataSource;
  readonly keys: Keys;
  readonly sealer: Sealer;
  readonly environment: ServiceEnvironment;
  readonly temporal: LazyTemporal;
}

/** Exports the kit to every module of the service, and puts the closed guard and the problem filter before every route. */
@Module({})
export class KitModule {
  /** With a part of the kit only, as specs have it, what is missing cannot be injected. */
  static forService(kit: Partial<Kit> & Pick<Kit, 'keys'>): DynamicModule {
    const values: Record<string, unknown> = {
      [DB_API]: kit.api,
      [DB_WORKER]: kit.worker,
      [DB_PUBLIC]: kit.public,
      [DB_AUDIT]: kit.audit,
      [KEYS]: kit.keys,
      [SEALER]: kit.sealer,
      [ENVIRONMENT]: kit.environment,
      [TEMPORAL]: kit.temporal,
      [LOGGER]: logger(),
    };
    const present = Object.entries(values).filter(([, value]) => value !== undefined);
    return {
      module: KitModule,
      global: true,
      imports: [LoggerModule.forRoot(requestLogging())],
      providers: [
        ...present.map(([provide, useValue]) => ({ provide, useValue })),
        { provide: APP_GUARD, useClass: PrincipalGuard },
        { provide: APP_FILTER, useClass: ProblemFilter },
      ],
      exports: present.map(([token]) => token),
    };
  }
}
