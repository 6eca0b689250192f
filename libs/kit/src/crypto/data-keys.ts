import { randomBytes } from 'node:crypto';
import { DATA_CLASSES, type DataClassName, type Ending } from '@beian/contracts/personal-data';
import { newId } from '../http/uuid.ts';
import { Erased } from './erased.ts';
import type { KeyRow, KeyStore } from './key-store.ts';
import type { KeyWrapper } from './key-wrapper.ts';
import { quarterOf } from './period.ts';
import { KEY_BYTES, type SuiteName } from './suite.ts';

/** How long an unwrapped key stays in memory at most: an erasure has taken effect in every process after that. */
export const CACHE_MS = 60_000;
const CACHED_KEYS = 5_000;

/** A data key in clear. */
export interface DataKey {
  readonly id: string;
  readonly dataClass: DataClassName;
  readonly suite: SuiteName;
  readonly key: Buffer;
}

/** Gives out data keys: from memory, or unwrapped from their store. */
export interface DataKeys {
  /** The key that seals a holder's data of a class; made when there is none. */
  toSeal(holder: string, dataClass: DataClassName): Promise<DataKey>;
  /** Throws `Erased` for a destroyed key, another error for one that does not exist or that the service may not open. */
  toOpen(id: string): Promise<DataKey>;
  /** Destroys a holder's keys; in this process at once, in others within `CACHE_MS`. */
  destroy(holder: string, ground: string, classes?: readonly DataClassName[]): Promise<DataClassName[]>;
  /** Destroys a class's keys of quarters before this one; returns how many. */
  destroyBefore(dataClass: DataClassName, period: string, ground: string): Promise<number>;
}

interface Entry {
  readonly until: number;
  readonly holder: Promise<string>;
  readonly key: Promise<DataKey>;
}

interface Waiting {
  readonly resolve: (row: KeyRow | undefined) => void;
  readonly reject: (error: unknown) => void;
}

export interface DataKeysOptions {
  readonly store: KeyStore;
  readonly wrapper: KeyWrapper;
  /** Suite of new keys; a holder's data go on under a key of it when it has changed. */
  readonly suite: SuiteName;
  readonly now?: () => number;
}

/** Data keys with a cache in front. Keys asked for in the same turn of the loop are loaded by one statement. */
export function dataKeysOf({ store, wrapper, suite, now = Date.now }: DataKeysOptions): DataKeys {
  const cache = new Map<string, Entry>();
  const waiting = new Map<string, Waiting[]>();

  const put = (name: string, entry: Entry): void => {
    cache.delete(name);
    cache.set(name, entry);
    // In order of age: the first that has its time shows that all after it have.
    for (const [oldest, { until }] of cache) {
      if (cache.size <= CACHED_KEYS && until > now()) break;
      cache.delete(oldest);
    }
  };
  const remembered = (name: string, find: () => Promise<{ row: KeyRow; key: DataKey }>): Promise<DataKey> => {
    const known = cache.get(name);
    if (known !== undefined && known.until > now()) return known.key;
    const found = find();
    const entry = { until: now() + CACHE_MS, holder: found.then(({ row }) => row.holder), key: found.then(({ key }) => key) };
    put(name, entry);
    // A key that seals opens too. What could not be found is looked for again; the caller hears of the fault.
    found.then(({ key }) => put(`open ${key.id}`, entry), () => cache.get(name) === entry && cache.delete(name));
    entry.holder.catch(() => undefined);
    return entry.key;
  };
  const unwrapped = async (row: KeyRow): Promise<{ row: KeyRow; key: DataKey }> => {
    const { id, dataClass, kek, wrapped } = row;
    if (wrapped === null) throw new Erased(id);
    return { row, key: { id, dataClass, suite: row.suite, key: await wrapper.unwrap({ kek, wrapped }, aboutKey(row)) } };
  };
  const make = async (holder: string, dataClass: DataClassName, period: string): Promise<{ row: KeyRow; key: DataKey }> => {
    const key = randomBytes(KEY_BYTES);
    const named = { id: newId(), holder, dataClass, suite, period };
    const row = await store.keep({ ...named, ...(await wrapper.wrap(key, aboutKey(named))) });
    return row.id === named.id ? { row, key: { id: row.id, dataClass, suite, key } } : unwrapped(row);
  };
  const load = (id: string): Promise<KeyRow | undefined> =>
    new Promise((resolve, reject) => {
      if (waiting.size === 0) setImmediate(() => void loadWaiting());
      waiting.set(id, [...(waiting.get(id) ?? []), { resolve, reject }]);
    });
  const loadWaiting = async (): Promise<void> => {
    const asked = new Map(waiting);
    waiting.clear();
    try {
      const rows = new Map((await store.load([...asked.keys()])).map((row) => [row.id, row]));
      for (const [id, all] of asked) for (const one of all) one.resolve(rows.get(id));
    } catch (error) {
      for (const one of [...asked.values()].flat()) one.reject(error);
    }
  };

  return {
    toSeal(holder, dataClass) {
      const ending: Ending = DATA_CLASSES[dataClass].ending;
      const period = ending.by === 'age' ? quarterOf(new Date(now())) : '';
      return remembered(`seal ${holder} ${dataClass} ${period}`, () => make(holder, dataClass, period));
    },
    toOpen: (id) =>
      remembered(`open ${id}`, async () => {
        const row = await load(id);
        if (row === undefined) throw new Error(`No data key ${id}`);
        return unwrapped(row);
      }),
    async destroy(holder, ground, classes) {
      const destroyed = await store.destroy(holder, ground, classes);
      for (const [name, entry] of cache) if ((await entry.holder.catch(() => holder)) === holder) cache.delete(name);
      return destroyed;
    },
    destroyBefore: (dataClass, period, ground) => store.destroyBefore(dataClass, period, ground),
  };
}

/** What a wrapped key is bound to. */
export function aboutKey({ id, holder, dataClass, suite }: Pick<KeyRow, 'id' | 'holder' | 'dataClass' | 'suite'>): string {
  return [id, holder, dataClass, suite].join('\0');
}
