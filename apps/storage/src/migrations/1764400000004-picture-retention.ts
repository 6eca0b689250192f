import { grant, openPolicy } from '@beian/kit/db/policies';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const WORKER = 'storage_worker';

/** The worker sees which cases and subjects have a picture, so that one still in use is not erased; and whose pictures an account's are. */
export class PictureRetention1764400000004 implements MigrationInterface {
  name = 'PictureRetention1764400000004';

  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      ...['upload_case', 'subject_upload'].map((table) => openPolicy(table, WORKER, ['select'])),
      grant('upload_case', WORKER, ['select'], ['upload', 'filing']),
      grant('subject_upload', WORKER, ['select'], ['upload', 'subject']),
      grant('upload', WORKER, ['select'], ['id', 'owner']),
    ];
    for (const statement of statements) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('Storage is not migrated back');
  }
}
