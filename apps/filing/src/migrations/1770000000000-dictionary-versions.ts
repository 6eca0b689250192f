import type { MigrationInterface, QueryRunner } from 'typeorm';

const topicOf = (table: string): string[] => [
  `alter table ${table} drop constraint ${table}_topic_check`,
  `alter table ${table} add constraint ${table}_topic_check check (topic in ('name_rules', 'dictionaries', 'materials', 'notice'))`,
];

/** Dictionaries are versioned as the other rules are (OPN-57), and an application keeps the version its options are of. */
export class DictionaryVersions1770000000000 implements MigrationInterface {
  name = 'DictionaryVersions1770000000000';

  async up(runner: QueryRunner): Promise<void> {
    const statements = [...topicOf('rule_version'), ...topicOf('rule_enactment'), 'alter table application add column dictionaries_version integer not null default 0'];
    for (const statement of statements) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('What was in force is not forgotten: restore a backup instead');
  }
}
