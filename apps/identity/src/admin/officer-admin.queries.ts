import type { AdministeredOfficer, OfficerQuery } from '@beian/contracts/identity/administration';
import type { Principal } from '@beian/contracts/principal';
import type { Keys } from '@beian/kit/auth/keys';
import type { Sealer } from '@beian/kit/crypto/sealer';
import { inScope } from '@beian/kit/db/scope';
import { record } from '@beian/kit/records/record';
import { DB_API, KEYS, SEALER } from '@beian/kit/service/tokens';
import type { OfficeRole } from '@beian/rules/jurisdiction/roles';
import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import type { z } from 'zod';
import { nameContext } from '../account/sealed-person.ts';
import { needsSuperior } from './officer-admin.rules.ts';
import { Standing } from './standing.ts';

interface Row {
  readonly account: string;
  readonly login_name: string;
  readonly real_name: string;
  readonly bureau: number;
  readonly bureau_name: string;
  readonly roles: OfficeRole[];
  readonly active: boolean;
  readonly version: number;
  readonly enrolled: boolean;
}

const LISTED = 500;
// An officer without any code came with the installation, and has a password from there.
const OFFICERS = `select o.id as account, a.login_name, a.real_name, o.bureau, b.name as bureau_name, o.roles, o.active, o.version,
    coalesce((select bool_or(e.used_at is not null) from enrolment e where e.account = o.id), true) as enrolled
  from officer o join account a on a.id = o.id join bureau b on b.number = o.bureau
  where o.bureau = any($1) and ($2::int is null or o.bureau = $2) order by o.active desc, b.issuing_code, o.bureau, a.login_key limit ${LISTED}`;

@Injectable()
export class OfficerAdminQueries {
  constructor(
    @Inject(DB_API) private readonly api: DataSource,
    @Inject(KEYS) private readonly keys: Keys,
    @Inject(SEALER) private readonly sealer: Sealer,
    @Inject(Standing) private readonly standing: Standing,
  ) {}

  /** Names are personal: the look is recorded, and the record committed, before they are opened. */
  async list(caller: Principal, { bureau }: z.infer<typeof OfficerQuery>): Promise<AdministeredOfficer[]> {
    const acting = await this.standing.as(caller, 'administrator');
    const rows = await inScope(this.api, acting, async (tx) => {
      const found = await tx.query<Row & Record<string, unknown>>(OFFICERS, [acting.scope, bureau ?? null]);
      record(tx, this.keys, { action: 'officer.list', outcome: 'done', target: { type: 'bureau', id: String(bureau ?? acting.bureau) }, bureau: acting.bureau, after: { found: found.length } });
      return found;
    });
    return Promise.all(rows.map(async ({ account, login_name, real_name, bureau: at, bureau_name, roles, active, version, enrolled }) => ({
      account, loginName: login_name, name: await this.sealer.open(real_name, nameContext(account)), bureau: at, bureauName: bureau_name, roles, active, version, enrolled,
      changeable: account !== acting.account && !needsSuperior(acting.bureau, { bureau: at, roles }),
    })));
  }
}
