import { setTimeout as delay } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { loadKeys } from '../auth/keys.ts';
import type { ServiceEnvironment } from '../config/environment.ts';
import { databasePassword } from '../config/secrets.ts';
import { createSealer } from '../crypto/create-sealer.ts';
import { openDatabase } from '../db/database.ts';
import type { RoleSuffix } from '../db/roles.ts';
import { isDatabaseDown } from '../errors/database-down.ts';
import { logger } from '../logging/logger.ts';
import { lazyTemporal } from '../temporal/client.ts';
import type { ServiceDefinition } from './definition.ts';
import type { Kit } from './kit.module.ts';

/** The kit with its connections, and the way to close them. */
export interface Resources {
  readonly kit: Kit;
  /** Opens a further pool that is closed with the others. */
  open(role: RoleSuffix, poolSize?: number): Promise<DataSource>;
  close(): Promise<void>;
}

const FIRST_PAUSE = 250;
const LONGEST_PAUSE = 5_000;
/** Pools that serve few requests at once. */
const SMALL_POOL = 4;

/** Opens what every service needs. Waits for PostgreSQL, without which it can do nothing; for nothing else. */
export async function openResources(definition: ServiceDefinition, environment: ServiceEnvironment): Promise<Resources> {
  const opened: DataSource[] = [];
  const open = async (role: RoleSuffix, poolSize = environment.DB_POOL_SIZE): Promise<DataSource> => {
    const source = await openWhenReachable(definition, environment, role, poolSize);
    opened.push(source);
    return source;
  };
  const temporal = lazyTemporal({ address: environment.TEMPORAL_ADDRESS, namespace: environment.TEMPORAL_NAMESPACE });
  // A pool of its own: whoever seals within a transaction holds another connection meanwhile.
  const vault = await open('vault', SMALL_POOL);
  const { KEK_FILE: kekFile, INDEX_KEY_FILE: indexKeyFile, DATA_KEY_FILE: formerKeyFile, CIPHER_SUITE: suite } = environment;
  const [keys, sealer] = await Promise.all([
    loadKeys({ dir: environment.KEYS_DIR, service: definition.name }),
    createSealer({ service: definition.name, vault, kekFile, indexKeyFile, formerKeyFile, suite }),
  ]);
  const [api, worker, published, audit] = await Promise.all([open('api'), open('worker'), open('public', SMALL_POOL), open('audit', SMALL_POOL)]);
  return {
    kit: { api, worker, public: published, audit, keys, sealer, environment, temporal },
    open,
    async close() {
      await temporal.close();
      await Promise.all(opened.map((source) => source.destroy()));
    },
  };
}

async function openWhenReachable(definition: ServiceDefinition, environment: ServiceEnvironment, role: RoleSuffix, poolSize: number): Promise<DataSource> {
  const password = await databasePassword(environment.DB_SECRETS_FILE, definition.name, role);
  const { DB_HOST: host, DB_PORT: port, DB_NAME: name } = environment;
  for (let pause = FIRST_PAUSE; ; pause = Math.min(pause * 2, LONGEST_PAUSE)) {
    try {
      return await openDatabase({ host, port, name, service: definition.name, role, password, poolSize, entities: definition.entities, migrations: definition.migrations });
    } catch (error) {
      if (!isDatabaseDown(error)) throw error;
      logger().warn({ err: error, role }, 'Waiting for PostgreSQL');
      await delay(pause);
    }
  }
}
