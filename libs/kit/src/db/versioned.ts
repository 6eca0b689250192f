import type { EntityManager, EntityMetadata, EntityTarget, ObjectLiteral } from 'typeorm';
import { conflict, notFound } from '../errors/domain-error.ts';
import { quote } from './policies.ts';
import type { Tx } from './scope.ts';

export { historyTable } from './history-table.ts';

/** A table with append-only history: the row is what its history says. */
export interface Versioned extends ObjectLiteral {
  id: string;
  version: number;
}

/** Why a row changes, for its history. */
export interface Change {
  /** What was done, e.g. `application.approve`. */
  readonly action: string;
  /** The version the caller has seen; another one in the table is refused with `record.changed` (409). */
  readonly expected?: number;
}

/** The new row of a versioned table; its version is always 1. */
export type NewRow<E extends Versioned> = Partial<Omit<E, 'version'>> & { id: string };
/** Changed properties of a versioned row; null clears one, undefined leaves it. */
export type Patch<E extends Versioned> = Partial<Omit<E, 'id' | 'version'>>;

interface Assignment {
  readonly column: string;
  readonly value: unknown;
}

/**
 * Inserts a row at version 1 with its first history row, in one statement. The history keeps what the database made of the
 * values, defaults included, so that folding it gives the row exactly.
 */
export async function createVersioned<E extends Versioned>(tx: Tx, entity: EntityTarget<E>, row: NewRow<E>, change: Change): Promise<void> {
  const metadata = metadataOf(tx, entity);
  const given = assignments(tx, metadata, { ...row, version: 1 });
  const values = given.map((_, index) => `$${index + 3}`);
  const kept = keptColumns(metadata).map((column) => `changed.${quote(column)}`);
  await tx.query(
    `with changed as (insert into ${tableOf(metadata)} (${given.map(({ column }) => quote(column)).join(', ')}) values (${values.join(', ')}) returning *)
     , ${historyInsert(metadata, kept)}`,
    [tx.principal.account, change.action, ...given.map(({ value }) => value)],
  );
}

/**
 * Applies a patch and appends it to the history, in one statement, and returns the new version. A row that does not exist or
 * lies outside the principal's scope throws `record.not_found`. An empty patch is a change too: its action is kept.
 */
export async function updateVersioned<E extends Versioned>(tx: Tx, entity: EntityTarget<E>, id: string, patch: Patch<E>, change: Change): Promise<number> {
  const metadata = metadataOf(tx, entity);
  for (const key of ['id', 'version']) if (key in patch) throw new TypeError(`A patch of ${metadata.name} may not set ${key}`);
  const given = assignments(tx, metadata, patch);
  const sets = ['version = version + 1', ...given.map(({ column }, index) => `${quote(column)} = $${index + 5}`)];
  const rows = await tx.query<{ version: number }>(
    `with changed as (update ${tableOf(metadata)} set ${sets.join(', ')} where id = $3 and version = coalesce($4::integer, version) returning *)
     , ${historyInsert(metadata, given.map(({ column }) => `changed.${quote(column)}`))}`,
    [tx.principal.account, change.action, id, change.expected ?? null, ...given.map(({ value }) => value)],
  );
  const version = rows[0]?.version;
  if (version !== undefined) return version;
  if (change.expected === undefined) throw notFound();
  const found = await tx.query(`select 1 from ${tableOf(metadata)} where id = $1`, [id]);
  throw found.length === 0 ? notFound() : conflict('record.changed', '该记录已被他人修改，请刷新后重试');
}

/** The row derived from its history alone, or undefined without any; a gap in the versions throws. */
export async function foldHistory<E extends Versioned>(tx: Tx, entity: EntityTarget<E>, id: string): Promise<E | undefined> {
  const metadata = metadataOf(tx, entity);
  const rows = await tx.query<Record<string, unknown> & { fold_count: number; fold_last: number }>(
    `with history as (select version, patch from ${historyOf(metadata)} where id = $1),
     latest as (select distinct on (part.key) part.key, part.value from history, jsonb_each(history.patch) part order by part.key, history.version desc),
     folded as (select coalesce(jsonb_object_agg(key, value), '{}') as state from latest),
     extent as (select count(*)::int as fold_count, max(version) as fold_last from history)
     select fold.*, extent.fold_count, extent.fold_last
       from folded, extent, jsonb_populate_record(null::${tableOf(metadata)}, folded.state || jsonb_build_object('version', extent.fold_last)) fold
      where extent.fold_count > 0`,
    [id],
  );
  const row = rows[0];
  if (!row) return undefined;
  if (row.fold_count !== row.fold_last) throw new Error(`The history of ${metadata.tableName} ${id} has gaps: ${row.fold_count} entries up to version ${row.fold_last}`);
  return hydrate(tx.manager, metadata, row) as E;
}

function historyInsert(metadata: EntityMetadata, kept: string[]): string {
  const patch = kept.length === 0 ? `'{}'::jsonb` : `(select to_jsonb(part) from (select ${kept.join(', ')}) part)`;
  // No RETURNING on the history: its read policy looks the row up, and a statement does not see the row it inserts.
  return `kept as (insert into ${historyOf(metadata)} (id, version, at, actor, action, patch)
     select changed.id, changed.version, clock_timestamp(), $1::uuid, $2::text, ${patch} from changed)
     select version from changed`;
}

function assignments(tx: Tx, metadata: EntityMetadata, values: ObjectLiteral): Assignment[] {
  return Object.entries(values).flatMap(([property, value]) => {
    if (value === undefined) return [];
    const column = metadata.findColumnWithPropertyName(property);
    if (!column) throw new TypeError(`${metadata.name} has no column for ${property}`);
    return [{ column: column.databaseName, value: tx.manager.dataSource.driver.preparePersistentValue(value, column) as unknown }];
  });
}

/** What the database computes from other columns is derived again, not kept. */
function keptColumns(metadata: EntityMetadata): string[] {
  return metadata.columns.filter((column) => column.asExpression === undefined && !column.isVirtualProperty).map((column) => column.databaseName);
}

function hydrate(manager: EntityManager, metadata: EntityMetadata, row: Record<string, unknown>): ObjectLiteral {
  const entity = metadata.create(manager.queryRunner);
  for (const column of metadata.columns.filter((each) => each.asExpression === undefined && !each.isVirtualProperty)) {
    column.setEntityValue(entity, manager.dataSource.driver.prepareHydratedValue(row[column.databaseName], column));
  }
  return entity;
}

function metadataOf<E extends Versioned>(tx: Tx, entity: EntityTarget<E>): EntityMetadata {
  return tx.manager.dataSource.getMetadata(entity);
}

function tableOf(metadata: EntityMetadata): string {
  return metadata.tablePath.split('.').map(quote).join('.');
}

function historyOf(metadata: EntityMetadata): string {
  return `${tableOf(metadata).slice(0, -1)}_history"`;
}
