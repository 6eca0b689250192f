import type { MigrationInterface, QueryRunner } from 'typeorm';
import { VAULT_TABLES } from './vault-tables.ts';

/** The vault's tables. */
class Vault1764400000000 implements MigrationInterface {
  name = 'Vault1764400000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of VAULT_TABLES) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Without its keys nothing can be opened: restore a backup instead');
  }
}

/** In the order in which they run, as `vault_owner`. */
export const VAULT_MIGRATIONS = [Vault1764400000000];
