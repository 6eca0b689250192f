import { Inject, Injectable } from '@nestjs/common';
import type { AssessmentSummary } from '@beian/contracts/assessment/api';
import type { ObjectKind } from '@beian/contracts/primitives';
import type { Principal } from '@beian/contracts/principal';
import { inScope } from '@beian/kit/db/scope';
import { DB_API } from '@beian/kit/service/tokens';
import type { DataSource } from 'typeorm';

interface Row {
  readonly id: string;
  readonly filing: string;
  readonly object: ObjectKind;
  readonly state: string;
  readonly submitted_at: Date | null;
}

@Injectable()
export class AssessmentQueries {
  constructor(@Inject(DB_API) private readonly db: DataSource) {}

  /** The caller's own, newest first. */
  async own(caller: Principal): Promise<AssessmentSummary[]> {
    const rows = await inScope(this.db, caller, (tx) => tx.query<Row>('select id, filing, object, state, submitted_at from assessment where owner = $1 order by id desc limit 200', [caller.account]));
    return rows.map(({ id, filing, object, state, submitted_at }) => ({ assessment: id, filing, object, state, submittedAt: submitted_at?.toISOString() ?? null }));
  }
}
