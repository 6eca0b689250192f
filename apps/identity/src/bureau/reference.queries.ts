import type { BureauView, RegionView } from '@beian/contracts/identity/api';
import type { Principal } from '@beian/contracts/principal';
import { inScope } from '@beian/kit/db/scope';
import { DB_PUBLIC } from '@beian/kit/service/tokens';
import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';

/** Reference data that everybody may read: forms, transfers, the portal's footers. */
@Injectable()
export class ReferenceQueries {
  constructor(@Inject(DB_PUBLIC) private readonly db: DataSource) {}

  async bureaus(caller: Principal): Promise<BureauView[]> {
    return inScope(this.db, caller, (tx) =>
      tx.query<BureauView & Record<string, unknown>>(
        `select number as id, parent, name, level, issuing_code as "issuingCode", brigade_phone as "brigadePhone" from bureau where active order by issuing_code, number`,
      ),
    );
  }

  async regions(caller: Principal): Promise<RegionView[]> {
    return inScope(this.db, caller, (tx) =>
      tx.query<RegionView & Record<string, unknown>>(
        `select code, name, parent, coalesce(abolished_on <= (now() at time zone 'Asia/Shanghai')::date, false) as abolished from region order by code`,
      ),
    );
  }
}
