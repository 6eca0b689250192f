import { DATA_CLASSES, levelOf, type DataClassName } from '@beian/contracts/personal-data';
import { SERVICES } from '@beian/contracts/services';
import type { DataSource } from 'typeorm';
import { quote } from '../../db/policies.ts';
import { roleName } from '../../db/roles.ts';

/** Every cell of the literal table that is granted. */
export function classGrants(): { role: string; class: DataClassName; level: 'seal' | 'open' }[] {
  const names = Object.keys(DATA_CLASSES) as DataClassName[];
  return SERVICES.flatMap((service) =>
    names.flatMap((name) => {
      const level = levelOf(service, name);
      return level === null ? [] : [{ role: roleName(service, 'vault'), class: name, level }];
    }),
  );
}

/** Makes the vault's grants those of the literal table, as `vault_owner`; a repeat changes nothing. */
export async function syncClassGrants(owner: DataSource): Promise<void> {
  const roles = SERVICES.map((service) => quote(roleName(service, 'vault'))).join(', ');
  await owner.query(`grant usage on schema vault to ${roles}`);
  await owner.query(`grant select on vault.class_grant to ${roles}`);
  await owner.query(`grant select, insert, update (wrapped, destroyed_at, ground) on vault.data_key to ${roles}`);
  await owner.query(
    `with wanted as (select * from jsonb_to_recordset($1::jsonb) as w(role name, class text, level text)),
     gone as (delete from vault.class_grant g where not exists (select 1 from wanted w where w.role = g.role and w.class = g.class))
     insert into vault.class_grant (role, class, level) select role, class, level from wanted on conflict (role, class) do update set level = excluded.level`,
    [JSON.stringify(classGrants())],
  );
}
