import { AsyncLocalStorage } from 'node:async_hooks';
import { newId } from '../http/uuid.ts';

const storage = new AsyncLocalStorage<string>();

/** The id that ties together every log line, event and record of one request or platform step; a new one outside of any. */
export function currentCorrelation(): string {
  return storage.getStore() ?? newId();
}

/** As `currentCorrelation`, but nothing outside of a request or step. */
export function findCorrelation(): string | undefined {
  return storage.getStore();
}

/** Runs `fn` and everything it awaits under the correlation id. */
export function withCorrelation<T>(id: string, fn: () => T): T {
  return storage.run(id, fn);
}
