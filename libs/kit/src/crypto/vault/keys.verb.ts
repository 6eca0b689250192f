import type { DataSource } from 'typeorm';
import type { ServiceEnvironment } from '../../config/environment.ts';
import { databasePassword } from '../../config/secrets.ts';
import { openDatabase } from '../../db/database.ts';
import { migrate } from '../../db/migrate.ts';
import { VAULT, type RoleSuffix } from '../../db/roles.ts';
import { logger } from '../../logging/logger.ts';
import { fileKeyWrapper } from '../key-wrapper.ts';
import { syncClassGrants } from './class-grants.ts';
import { keyStatus, rotateKeys } from './rotate.ts';
import { VAULT_MIGRATIONS } from './vault-migrations.ts';

/**
 * `keys migrate` brings the vault's schema and grants up to date, `keys rotate` wraps data keys with the present KEK, `keys
 * status` counts them. A verb of every service; it needs the passwords of `vault_owner` or `vault_worker`, which no serving
 * process needs.
 */
export async function runKeysVerb(environment: ServiceEnvironment, [what]: readonly string[]): Promise<void> {
  if (what === 'migrate') return withVault(environment, 'owner', migrateVault);
  if (what !== 'rotate' && what !== 'status') throw new Error('keys knows migrate, rotate and status');
  await withVault(environment, 'worker', async (source) => {
    if (what === 'rotate') {
      const wrapper = await fileKeyWrapper(environment.KEK_FILE);
      logger().info({ rewrapped: await rotateKeys(source, wrapper), kek: wrapper.current }, 'Data keys are wrapped with the present key');
    }
    for (const line of await keyStatus(source)) logger().info(line, 'Data keys');
  });
}

/** Schema and grants, as `vault_owner`. */
export async function migrateVault(owner: DataSource): Promise<void> {
  await migrate(owner, VAULT);
  await syncClassGrants(owner);
}

async function withVault(environment: ServiceEnvironment, role: RoleSuffix, act: (source: DataSource) => Promise<void>): Promise<void> {
  const { DB_HOST: host, DB_PORT: port, DB_NAME: name, DB_SECRETS_FILE } = environment;
  const source = await openDatabase({ host, port, name, service: VAULT, role, password: await databasePassword(DB_SECRETS_FILE, VAULT, role), migrations: VAULT_MIGRATIONS, poolSize: 2 });
  try {
    await act(source);
  } finally {
    await source.destroy();
  }
}
