import type { OnApplicationBootstrap, OnApplicationShutdown, Provider, Type } from '@nestjs/common';
import type { ServiceEnvironment } from '../config/environment.ts';
import { ENVIRONMENT } from '../service/tokens.ts';
import { Hourly } from './hourly.ts';

/** Erases whatever is due. Several processes may sweep at once, and a round may be lost anywhere: the next one finds what is left. */
export interface Sweeper {
  /** For the log, e.g. `cases`. */
  readonly what: string;
  sweep(now: Date): Promise<number>;
}

/** Runs a sweeper at once and every hour, in processes that play the worker; the round under way ends before the process does. */
class Sweeping implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly hourly: Hourly;
  private readonly roles: ServiceEnvironment['ROLES'];

  constructor(sweeper: Sweeper, { ROLES }: Pick<ServiceEnvironment, 'ROLES'>) {
    this.hourly = new Hourly(sweeper.what, (now) => sweeper.sweep(now));
    this.roles = ROLES;
  }

  onApplicationBootstrap(): void {
    if (this.roles.includes('worker')) this.hourly.start();
  }

  onApplicationShutdown(): Promise<void> {
    return this.hourly.stop();
  }
}

/** Providers of a module: the sweeper, and what runs it. `providers: [...sweeping(CaseRetentionSweeper)]`. */
export function sweeping(sweeper: Type<Sweeper>): Provider[] {
  return [sweeper, { provide: Symbol(`sweeping ${sweeper.name}`), inject: [sweeper, ENVIRONMENT], useFactory: (one: Sweeper, environment: ServiceEnvironment) => new Sweeping(one, environment) }];
}
