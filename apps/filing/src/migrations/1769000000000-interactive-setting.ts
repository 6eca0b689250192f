import type { MigrationInterface, QueryRunner } from 'typeorm';

/** OPN-19: an officer's decision whether a filing is interactive, with its reason under the key of the case. */
export class InteractiveSetting1769000000000 implements MigrationInterface {
  name = 'InteractiveSetting1769000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table application add column interactive_set jsonb, add column interactive_reason text, add check ((interactive_set is null) = (interactive_reason is null))');
  }

  async down(): Promise<void> {
    throw new Error('What officers have decided is not dropped: restore a backup instead');
  }
}
