import type { AdministeredBureau } from '@beian/contracts/identity/administration';
import type { Principal } from '@beian/contracts/principal';
import { inScope } from '@beian/kit/db/scope';
import { DB_API } from '@beian/kit/service/tokens';
import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { Standing } from './standing.ts';

const BUREAUS = `select b.number as id, b.parent, b.name, b.level, b.issuing_code as "issuingCode", b.prefix, b.brigade_phone as "brigadePhone", b.regions, b.active, b.successor, b.version,
    (select count(*)::int from officer o where o.bureau = b.number and o.active) as officers, b.number = $2 as own
  from bureau b where b.number = any($1) order by b.active desc, b.issuing_code, b.number`;

@Injectable()
export class BureauAdminQueries {
  constructor(
    @Inject(DB_API) private readonly api: DataSource,
    @Inject(Standing) private readonly standing: Standing,
  ) {}

  /** The administrator's bureau and all below it, with those that have ended. */
  async list(caller: Principal): Promise<AdministeredBureau[]> {
    const acting = await this.standing.as(caller, 'administrator');
    return inScope(this.api, acting, (tx) => tx.query<AdministeredBureau & Record<string, unknown>>(BUREAUS, [acting.scope, acting.bureau]));
  }
}
