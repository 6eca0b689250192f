import { DATA_CLASSES, levelOf, type DataClassName } from '@beian/contracts/personal-data';
import type { ServiceName } from '@beian/contracts/services';
import type { DataSource } from 'typeorm';
import type { KeyRow, KeyStore } from '../key-store.ts';

type Row = Omit<KeyRow, 'dataClass'> & { readonly class: DataClassName };

const COLUMNS = 'id, holder, class, suite, period, kek, wrapped';
// The one that is there is not seen when it was written meanwhile: then the statement is repeated.
const KEEP = `with made as (insert into vault.data_key (id, holder, class, suite, period, kek, wrapped) values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing returning ${COLUMNS})
  select ${COLUMNS} from made union all
  select ${COLUMNS} from vault.data_key where holder = $2 and class = $3 and suite = $4 and period = $5 and destroyed_at is null limit 1`;
const TRIES = 3;

/** The vault's tables as a service's own login role for them, `<service>_vault`, reaches them: by the classes granted to it. */
export function vaultStore(source: DataSource, service: ServiceName): KeyStore {
  const sealed = (Object.keys(DATA_CLASSES) as DataClassName[]).filter((name) => levelOf(service, name) === 'seal');
  return {
    async keep({ id, holder, dataClass, suite, period, kek, wrapped }) {
      for (let tries = 0; tries < TRIES; tries += 1) {
        const [row] = await source.query<Row[]>(KEEP, [id, holder, dataClass, suite, period, kek, wrapped]);
        if (row) return rowOf(row);
      }
      throw new Error('The vault gives no data key');
    },
    async load(ids) {
      return (await source.query<Row[]>(`select ${COLUMNS} from vault.data_key where id = any($1)`, [ids])).map(rowOf);
    },
    async destroy(holder, ground, classes = sealed) {
      const rows = await source.query<{ class: DataClassName }[]>(
        `with gone as (update vault.data_key set wrapped = null, destroyed_at = clock_timestamp(), ground = $3 where holder = $1 and class = any($2) and destroyed_at is null returning class)
         select distinct class from gone order by class`,
        [holder, classes, ground],
      );
      return rows.map((row) => row.class);
    },
    async destroyBefore(dataClass, period, ground) {
      const [row] = await source.query<{ count: number }[]>(
        `with gone as (update vault.data_key set wrapped = null, destroyed_at = clock_timestamp(), ground = $3 where class = $1 and period < $2 and period <> '' and destroyed_at is null returning id)
         select count(*)::int as count from gone`,
        [dataClass, period, ground],
      );
      return row?.count ?? 0;
    },
  };
}

function rowOf({ class: dataClass, ...row }: Row): KeyRow {
  return { ...row, dataClass };
}
