import type { DataSource } from 'typeorm';
import { logger } from '../logging/logger.ts';

/** Any number; the same for every service, because each has a schema of its own to tell them apart. */
const LOCK_CLASS = 7_310_420;

/**
 * Brings the schema up to date, as owner: `<service>.migrations` remembers what has run, one migration a transaction. An
 * advisory lock lets one of several starting processes do it while the others wait. Returns the names of what ran.
 */
export async function migrate(source: DataSource, service: string): Promise<string[]> {
  const holder = source.createQueryRunner();
  try {
    await holder.query('select pg_advisory_lock($1, hashtext($2))', [LOCK_CLASS, service]);
    try {
      const ran = await source.runMigrations({ transaction: 'each' });
      for (const migration of ran) logger().info({ migration: migration.name }, 'Migrated');
      return ran.map((migration) => migration.name);
    } finally {
      await holder.query('select pg_advisory_unlock($1, hashtext($2))', [LOCK_CLASS, service]);
    }
  } finally {
    await holder.release();
  }
}
