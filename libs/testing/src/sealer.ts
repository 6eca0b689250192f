import { randomBytes } from 'node:crypto';
import type { DataClassName } from '@beian/contracts/personal-data';
import type { ServiceName } from '@beian/contracts/services';
import { dataKeysOf } from '@beian/kit/crypto/data-keys';
import type { KeyRow, KeyStore } from '@beian/kit/crypto/key-store';
import { keyWrapperOf, type KeyWrapper } from '@beian/kit/crypto/key-wrapper';
import { sealerOf, type Sealer } from '@beian/kit/crypto/sealer';
import type { SuiteName } from '@beian/kit/crypto/suite';
import { vaultStore } from '@beian/kit/crypto/vault/vault-store';
import type { TestDatabase } from './database.ts';

const indexKey = randomBytes(32);
const wrapper = keyWrapperOf([['kek-of-specs', 'aes', randomBytes(32)]]);
const shared = memoryKeyStore();

/** A sealer whose data keys live in this spec file's memory; several open each other's values, whatever their service. */
export function testSealer(service: ServiceName = 'identity'): Sealer {
  return sealerOf({ service, keys: dataKeysOf({ store: shared, wrapper, suite: 'aes' }), indexKey });
}

/** A sealer on the vault of a test database that was made with `vault`, by the grants of its service. */
export function vaultSealer(db: TestDatabase, options: { wrapper?: KeyWrapper; suite?: SuiteName; now?: () => number } = {}): Sealer {
  const service = db.service as ServiceName;
  return sealerOf({ service, keys: dataKeysOf({ store: vaultStore(db.source('vault'), service), wrapper: options.wrapper ?? wrapper, suite: options.suite ?? 'aes', ...(options.now && { now: options.now }) }), indexKey });
}

/** Wrapped data keys in memory. */
export function memoryKeyStore(): KeyStore {
  const rows = new Map<string, KeyRow>();
  const destroyWhere = (found: (row: KeyRow) => boolean): DataClassName[] => {
    const gone = [...rows.values()].filter((row) => row.wrapped !== null && found(row));
    for (const row of gone) rows.set(row.id, { ...row, wrapped: null });
    return gone.map((row) => row.dataClass);
  };
  return {
    async keep(row) {
      const same = [...rows.values()].find((known) => known.wrapped !== null && (['holder', 'dataClass', 'suite', 'period'] as const).every((key) => known[key] === row[key]));
      if (!same) rows.set(row.id, row);
      return same ?? row;
    },
    load: async (ids) => ids.flatMap((id) => rows.get(id) ?? []),
    destroy: async (holder, _ground, classes) => [...new Set(destroyWhere((row) => row.holder === holder && (classes?.includes(row.dataClass) ?? true)))].sort(),
    destroyBefore: async (dataClass, period) => destroyWhere((row) => row.dataClass === dataClass && row.period !== '' && row.period < period).length,
  };
}
