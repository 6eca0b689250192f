import type { UsualReturns } from '@beian/contracts/filing/advice';
import type { ObjectKind } from '@beian/contracts/primitives';
import type { Principal } from '@beian/contracts/principal';
import { inScope } from '@beian/kit/db/scope';
import { DB_API } from '@beian/kit/service/tokens';
import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { bureauOfRegion } from '../copies/bureau-of-region.ts';

@Injectable()
export class AdviceQueries {
  constructor(@Inject(DB_API) private readonly source: DataSource) {}

  /** For which fields the bureau of the region usually returns such a filing, most often first; nothing where too few were returned. */
  usualReturns(caller: Principal, object: ObjectKind, region: string): Promise<UsualReturns> {
    return inScope(this.source, caller, async (tx) => {
      const { bureau, name } = await bureauOfRegion(tx, region, new Date());
      const rows = await tx.query<{ field: string; times: number; returned: number }>('select field, times, returned from usual_returns($1, $2)', [bureau, object]);
      return { bureauName: name, returned: rows[0]?.returned ?? 0, items: rows.map(({ field, times }) => ({ field, times })) };
    });
  }
}
