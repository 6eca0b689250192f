import { platformIn } from '@beian/contracts/principal';
import type { DataClassName } from '@beian/contracts/personal-data';
import type { DataSource } from 'typeorm';
import { inScope } from '../../db/scope.ts';
import { aboutKey } from '../data-keys.ts';
import type { KeyWrapper } from '../key-wrapper.ts';
import type { SuiteName } from '../suite.ts';

interface Row {
  readonly id: string;
  readonly holder: string;
  readonly class: DataClassName;
  readonly suite: SuiteName;
  readonly kek: string;
  readonly wrapped: Buffer;
}

const NEXT = `select id, holder, class, suite, kek, wrapped from vault.data_key where kek <> $1 and destroyed_at is null order by id limit $2 for update skip locked`;
const REWRAP = `update vault.data_key k set kek = $1, wrapped = n.wrapped from unnest($2::uuid[], $3::bytea[]) as n(id, wrapped) where k.id = n.id`;

/**
 * Wraps every live data key that hangs on another KEK with the present one, as `vault_worker`, a batch a transaction. What
 * was sealed stays as it is. Stopped anywhere, a further run goes on with what is left; services may run meanwhile.
 */
export async function rotateKeys(worker: DataSource, wrapper: KeyWrapper, batch = 200): Promise<number> {
  for (let rewrapped = 0; ; ) {
    const done = await inScope(worker, platformIn(), async (tx) => {
      const rows = await tx.query<Row>(NEXT, [wrapper.current, batch]);
      if (rows.length === 0) return 0;
      const wrapped = await Promise.all(rows.map((row) => rewrap(wrapper, row)));
      await tx.query(REWRAP, [wrapper.current, rows.map(({ id }) => id), wrapped]);
      return rows.length;
    });
    if (done === 0) return rewrapped;
    rewrapped += done;
  }
}

async function rewrap(wrapper: KeyWrapper, row: Row): Promise<Buffer> {
  const about = aboutKey({ ...row, dataClass: row.class });
  return (await wrapper.wrap(await wrapper.unwrap(row, about), about)).wrapped;
}

/** How many data keys hang on each KEK, and how many are destroyed: a KEK that none hangs on may go. */
export async function keyStatus(worker: DataSource): Promise<{ kek: string; live: number; destroyed: number }[]> {
  return inScope(worker, platformIn(), (tx) =>
    tx.query('select kek, count(*) filter (where destroyed_at is null)::int as live, count(*) filter (where destroyed_at is not null)::int as destroyed from vault.data_key group by kek order by kek'),
  );
}
