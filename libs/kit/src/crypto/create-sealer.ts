import type { ServiceName } from '@beian/contracts/services';
import type { DataSource } from 'typeorm';
import { dataKeysOf } from './data-keys.ts';
import { formerKeysOf } from './former.ts';
import { fileKeyWrapper } from './key-wrapper.ts';
import { readKeys, sealerOf, type Sealer } from './sealer.ts';
import type { SuiteName } from './suite.ts';
import { vaultStore } from './vault/vault-store.ts';

export interface SealerSettings {
  readonly service: ServiceName;
  /** Connections as `<service>_vault`. */
  readonly vault: DataSource;
  readonly kekFile: string;
  readonly indexKeyFile: string;
  /** Where values of `v1` may be left. */
  readonly formerKeyFile?: string | undefined;
  readonly suite: SuiteName;
}

/** The sealer of a running service. */
export async function createSealer({ service, vault, kekFile, indexKeyFile, formerKeyFile, suite }: SealerSettings): Promise<Sealer> {
  const [wrapper, indexKeys, former] = await Promise.all([fileKeyWrapper(kekFile), readKeys(indexKeyFile), formerKeyFile === undefined ? [] : readKeys(formerKeyFile)]);
  return sealerOf({ service, keys: dataKeysOf({ store: vaultStore(vault, service), wrapper, suite }), indexKey: indexKeys[0]!, former: formerKeysOf(former) });
}
