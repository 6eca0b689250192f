import type { Principal } from '@beian/contracts/principal';
import { inScope } from '@beian/kit/db/scope';
import type { DataSource } from 'typeorm';
import type { TestDatabase } from './database.ts';
import { hookStatements, type Sent } from './statements.ts';

/** A node of a plan as it ran: rows over all its loops. */
export interface PlanNode {
  readonly type: string;
  readonly relation: string | undefined;
  readonly index: string | undefined;
  readonly rows: number;
  /** Rows that were read and thrown away, by a filter or under row security. */
  readonly removed: number;
  /** Rows that went in: what its children gave. */
  readonly taken: number;
}

interface Explained {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly Plans?: readonly Explained[];
}

/**
 * Fills a table with `count` copies of its one row, as fast as the server can and past foreign keys. `columns` are SQL
 * expressions over the number `g` and the row `a`; identifiers of another table's copies are made by the same expression.
 */
export async function multiply(db: TestDatabase, table: string, count: number, columns: Readonly<Record<string, string>>): Promise<void> {
  const names = (await db.admin<{ name: string }>(`select attname as name from pg_attribute where attrelid = $1::text::regclass and attnum > 0 and not attisdropped and attgenerated = ''`, [`${db.service}.${table}`])).map(({ name }) => name);
  const values = names.map((name) => columns[name] ?? `a."${name}"`);
  await db.admin(`set session_replication_role = replica`);
  await db.admin(`insert into "${table}" (${names.map((name) => `"${name}"`).join(', ')}) select ${values.join(', ')} from (select * from "${table}" limit 1) a, generate_series(1, ${count}) g`);
  await db.admin(`set session_replication_role = origin`);
  await db.admin(`analyze "${table}"`);
}

/** The statements that a call sends, without those of its transaction. */
export async function statementsOf(call: () => Promise<unknown>): Promise<Sent[]> {
  const hook = hookStatements();
  try {
    await call();
  } finally {
    hook.restore();
  }
  return hook.sent.filter(({ text }) => !/^(START|BEGIN|COMMIT|ROLLBACK|SET)|set_config\(|outbox_append/i.test(text.trim()));
}

/** How a statement runs as the role of the source within the principal's scope: EXPLAIN ANALYZE of the very text and values. */
export async function planOf(source: DataSource, principal: Principal, { text, values }: Sent): Promise<PlanNode[]> {
  return inScope(source, principal, async (tx) => {
    const [row] = await tx.query<{ 'QUERY PLAN': readonly { readonly Plan: Explained }[] }>(`explain (analyze, format json) ${text}`, [...values]);
    return row === undefined ? [] : flat(row['QUERY PLAN'][0]!.Plan);
  });
}

function flat(node: Explained): PlanNode[] {
  const children = node.Plans ?? [];
  const loops = node['Actual Loops'];
  const own: PlanNode = {
    type: node['Node Type'], relation: node['Relation Name'], index: node['Index Name'], rows: node['Actual Rows'] * loops, removed: (node['Rows Removed by Filter'] ?? 0) * loops,
    taken: children.reduce((sum, child) => sum + child['Actual Rows'] * child['Actual Loops'], 0),
  };
  return [own, ...children.flatMap(flat)];
}

/** What is wrong with a plan: a walk through a whole table of cases, more rows read than said, or a sort of more than said. */
export function planFaults(nodes: readonly PlanNode[], bounds: { tables: readonly string[]; read: number; sorted: number; indexes: readonly string[] }): string[] {
  const { tables, read, sorted, indexes } = bounds;
  const faults: string[] = [];
  for (const node of nodes) {
    const ofCases = node.relation !== undefined && tables.includes(node.relation);
    if (node.type === 'Seq Scan' && ofCases) faults.push(`walks through all of ${node.relation}`);
    if (ofCases && node.rows + node.removed > read) faults.push(`reads ${node.rows + node.removed} rows of ${node.relation} by ${node.type} ${node.index ?? ''}`);
    if (/Sort/.test(node.type) && node.taken > sorted) faults.push(`sorts ${node.taken} rows`);
  }
  for (const index of indexes) if (!nodes.some((node) => node.index === index)) faults.push(`does without ${index}`);
  return faults;
}
