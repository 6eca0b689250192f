import type { CompetentBureau, UsualReturns } from '@beian/contracts/filing/advice';
import type { ObjectKind } from '@beian/contracts/primitives';
import type { Principal } from '@beian/contracts/principal';
import type { ServiceEnvironment } from '@beian/kit/config/environment';
import { inScope } from '@beian/kit/db/scope';
import { DomainError } from '@beian/kit/errors/domain-error';
import { DB_API, ENVIRONMENT } from '@beian/kit/service/tokens';
import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { OPERATION_MISSING, type Places } from '@beian/rules/jurisdiction/route-places';
import { bureauOf } from '../copies/bureau-of-region.ts';

/** Why another place of operation may still do. */
const OUTSIDE: readonly string[] = [OPERATION_MISSING, 'region.no-bureau'];

@Injectable()
export class AdviceQueries {
  constructor(
    @Inject(DB_API) private readonly source: DataSource,
    @Inject(ENVIRONMENT) private readonly environment: Pick<ServiceEnvironment, 'OUTSIDE_PROVINCE'>,
  ) {}

  /** Who would review it, or what the applicant is told instead. */
  async competentBureau(caller: Principal, places: Places): Promise<CompetentBureau> {
    try {
      const { name, byOperation } = await inScope(this.source, caller, (tx) => bureauOf(tx, places, new Date(), this.environment.OUTSIDE_PROVINCE));
      return { bureauName: name, message: null, asksOperation: byOperation };
    } catch (error) {
      if (!(error instanceof DomainError) || error.status !== 422) throw error;
      return { bureauName: null, message: error.message, asksOperation: this.environment.OUTSIDE_PROVINCE === 'place_of_operation' && OUTSIDE.includes(error.code) };
    }
  }

  /** For which fields the bureau of the region usually returns such a filing, most often first; nothing where too few were returned. */
  usualReturns(caller: Principal, object: ObjectKind, places: Places): Promise<UsualReturns> {
    return inScope(this.source, caller, async (tx) => {
      const { bureau, name } = await bureauOf(tx, places, new Date(), this.environment.OUTSIDE_PROVINCE);
      const rows = await tx.query<{ field: string; times: number; returned: number }>('select field, times, returned from usual_returns($1, $2)', [bureau, object]);
      return { bureauName: name, returned: rows[0]?.returned ?? 0, items: rows.map(({ field, times }) => ({ field, times })) };
    });
  }
}
