import { Inject, Injectable } from '@nestjs/common';
import type { GivenAway } from '@beian/contracts/filing/api';
import type { Principal } from '@beian/contracts/principal';
import { inScope } from '@beian/kit/db/scope';
import { DB_API } from '@beian/kit/service/tokens';
import type { DataSource } from 'typeorm';

interface Row {
  readonly number: string;
  readonly bureauName: string;
  readonly at: Date;
}

const LISTED = 200;

@Injectable()
export class GivenAwayQueries {
  constructor(@Inject(DB_API) private readonly source: DataSource) {}

  /** What the caller's own bureau has transferred, the last first: number, receiver and time, and nothing of the case. */
  async list(principal: Principal): Promise<GivenAway[]> {
    const rows = await inScope(this.source, principal, (tx) => tx.query<Row & Record<string, unknown>>(
      `select g.number, coalesce(b.name, '') as "bureauName", g.at from given_away g left join bureau_copy b on b.bureau = g.to_bureau where g.from_bureau = $1 order by g.at desc, g.id desc limit ${LISTED}`,
      [principal.bureau],
    ));
    return rows.map(({ number, bureauName, at }) => ({ number, bureauName, at: at.toISOString() }));
  }
}
