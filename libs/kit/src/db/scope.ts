import type { Principal } from '@beian/contracts/principal';
import type { DataSource, EntityManager, QueryRunner } from 'typeorm';
import { currentCorrelation } from '../logging/correlation.ts';
import { logger } from '../logging/logger.ts';

/** One open transaction, passed on explicitly; whoever has none cannot write. */
export interface Tx {
  readonly manager: EntityManager;
  readonly principal: Principal;
  readonly correlation: string;
  query<T = Record<string, unknown>>(sql: string, params?: unknown[]): Promise<T[]>;
  /** Runs as the last part of the transaction, in order of registration; a failure rolls everything back. */
  beforeCommit(fn: () => Promise<void>): void;
  /** Runs once the transaction has committed; a failure is logged and changes nothing. */
  afterCommit(fn: () => void): void;
}

const SET_SCOPE = `select set_config('beian.account', $1, true), set_config('beian.bureaus', $2, true), set_config('beian.kind', $3, true), set_config('beian.roles', $4, true), set_config('beian.person', $5, true)`;

class ScopedTx implements Tx {
  readonly principal: Principal;
  readonly correlation = currentCorrelation();
  readonly manager: EntityManager;
  readonly bureaus: Set<number>;
  private readonly runner: QueryRunner;
  private readonly before: (() => Promise<void>)[] = [];
  private readonly after: (() => void)[] = [];
  private ended = false;

  constructor(runner: QueryRunner, principal: Principal) {
    this.runner = runner;
    this.manager = runner.manager;
    this.principal = principal;
    this.bureaus = new Set(principal.scope);
  }

  async query<T = Record<string, unknown>>(sql: string, params: unknown[] = []): Promise<T[]> {
    this.refuseWhenEnded();
    const result = await this.runner.query(sql, params, true);
    return (result.records ?? []) as T[];
  }

  beforeCommit(fn: () => Promise<void>): void {
    this.refuseWhenEnded();
    this.before.push(fn);
  }

  afterCommit(fn: () => void): void {
    this.refuseWhenEnded();
    this.after.push(fn);
  }

  async setScope(): Promise<void> {
    const { account, kind, roles, person } = this.principal;
    await this.query(SET_SCOPE, [account ?? '', `{${[...this.bureaus].join(',')}}`, kind, `{${roles.join(',')}}`, person ?? '']);
  }

  /** Hooks may register further hooks. */
  async flush(): Promise<void> {
    for (let next = this.before.shift(); next; next = this.before.shift()) await next();
  }

  end(): void {
    this.ended = true;
  }

  notify(): void {
    for (const fn of this.after) {
      try {
        fn();
      } catch (error) {
        logger().error({ err: error }, 'A hook after the commit failed');
      }
    }
  }

  private refuseWhenEnded(): void {
    if (this.ended) throw new Error('The transaction has ended');
  }
}

/**
 * The only way to a transaction: row-level security sees the principal through settings local to it. On any error the
 * connection is destroyed, not reused: a rollback that failed would leave another request inside this one's transaction.
 * A failed COMMIT may have committed; writers are idempotent by their command's id.
 */
export async function inScope<T>(source: DataSource, principal: Principal, fn: (tx: Tx) => Promise<T>): Promise<T> {
  const runner = source.createQueryRunner();
  const tx = new ScopedTx(runner, principal);
  let started = false;
  let result: T;
  try {
    await runner.startTransaction();
    started = true;
    await tx.setScope();
    result = await fn(tx);
    await tx.flush();
    tx.end();
    await runner.commitTransaction();
  } catch (error) {
    tx.end();
    await abandon(runner, started, error);
    throw error;
  }
  await runner.release();
  tx.notify();
  return result;
}

/** Lets the platform see further bureaus' records for the rest of the transaction; persons keep the scope of their session. */
export async function widen(tx: Tx, bureaus: readonly number[]): Promise<void> {
  if (!(tx instanceof ScopedTx)) throw new TypeError('Only a transaction of inScope can be widened');
  if (tx.principal.kind !== 'platform') throw new Error('Only the platform may widen its scope');
  for (const bureau of bureaus) tx.bureaus.add(bureau);
  await tx.setScope();
}

async function abandon(runner: QueryRunner, started: boolean, cause: unknown): Promise<void> {
  if (started && runner.isTransactionActive) {
    await runner.rollbackTransaction().catch((error: unknown) => {
      logger().warn({ err: error, cause: cause instanceof Error ? cause.message : undefined }, 'The rollback failed; its connection is destroyed');
    });
  }
  // TypeORM's own release() gives the connection back for reuse; pg destroys it only when released with an error.
  const { releasePostgresConnection } = runner as unknown as { releasePostgresConnection?: (error: Error) => Promise<void> };
  if (!releasePostgresConnection) throw new Error('This version of TypeORM cannot destroy a connection', { cause });
  await releasePostgresConnection.call(runner, new Error('Destroyed after a failed transaction'));
}
