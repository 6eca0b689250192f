import type { DataSource } from 'typeorm';
import { isDatabaseDown } from '../errors/database-down.ts';
import { DomainError } from '../errors/domain-error.ts';
import { backOff, pause } from '../kafka/pause.ts';
import type { ParkReason } from './store.ts';

/** The database cannot be reached, or this process stops: no event is at fault, and everything waits. */
export class InboxUnavailable extends Error {
  constructor(cause: unknown) {
    super('The inbox cannot work now', { cause });
    this.name = 'InboxUnavailable';
  }
}

/** What remains of an event after all its attempts. */
export interface Failure {
  readonly reason: ParkReason;
  readonly detail: string;
  readonly attempts: number;
  readonly error: unknown;
  /** When it is worth trying again without anybody's help. */
  readonly retryMs?: number;
}

/** Of an event with a fault; of one that only met a lock, a deadlock or a cut connection. */
const ATTEMPTS = 3;
const TRANSIENT_ATTEMPTS = 10;
const RETRY_UNAVAILABLE_MS = 30_000;
const CONTENTION = /^(40001|40P01|55P03)$/;

/** Runs `once` until it succeeds or its attempts are used up; throws `InboxUnavailable` when the database is down. */
export async function attempt<T>(source: DataSource, signal: AbortSignal, once: () => Promise<T>): Promise<{ result: T } | { failure: Failure }> {
  for (let attempts = 1; ; attempts += 1) {
    try {
      return { result: await once() };
    } catch (error) {
      const outside = error instanceof DomainError && error.status >= 500;
      const transient = isTransient(error);
      // While this process stops, nothing is parked for want of time.
      if (signal.aborted || (transient && !(await answers(source)))) throw new InboxUnavailable(error);
      if (attempts >= (transient ? TRANSIENT_ATTEMPTS : ATTEMPTS)) return { failure: describe(error, attempts, transient || outside) };
      await pause(backOff(attempts, 100, 1_000), signal);
    }
  }
}

function isTransient(error: unknown): boolean {
  const { code, driverError } = error as { code?: unknown; driverError?: { code?: unknown } };
  return isDatabaseDown(error) || [code, driverError?.code].some((each) => typeof each === 'string' && CONTENTION.test(each));
}

/** Type and code only: messages of errors may quote personal values. */
function describe(error: unknown, attempts: number, passing: boolean): Failure {
  const { name, code } = error instanceof Error ? (error as Error & { code?: unknown }) : { name: typeof error, code: undefined };
  const detail = typeof code === 'string' ? `${name} ${code}` : name;
  return { reason: passing ? 'unavailable' : 'handler', detail, attempts, error, ...(passing ? { retryMs: RETRY_UNAVAILABLE_MS } : {}) };
}

async function answers(source: DataSource): Promise<boolean> {
  try {
    await source.query('select 1');
    return true;
  } catch (error) {
    if (isDatabaseDown(error)) return false;
    throw error;
  }
}
