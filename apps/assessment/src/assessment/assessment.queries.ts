import { Inject, Injectable } from '@nestjs/common';
import type { AssessmentSummary } from '@beian/contracts/assessment/api';
import type { ObjectKind } from '@beian/contracts/primitives';
import type { Principal } from '@beian/contracts/principal';
import type { Keys } from '@beian/kit/auth/keys';
import { inScope } from '@beian/kit/db/scope';
import { record } from '@beian/kit/records/record';
import { DB_API, KEYS } from '@beian/kit/service/tokens';
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
  constructor(
    @Inject(DB_API) private readonly db: DataSource,
    @Inject(KEYS) private readonly keys: Keys,
  ) {}

  /** The caller's own, newest first. */
  async own(caller: Principal): Promise<AssessmentSummary[]> {
    return inScope(this.db, caller, async (tx) => summaries(await tx.query<Row & Record<string, unknown>>(`${COLUMNS} where owner = $1 order by id desc limit 200`, [caller.account])));
  }

  /** What has been submitted in the bureaus of the session; the look is recorded. */
  async ofArea(caller: Principal): Promise<AssessmentSummary[]> {
    return inScope(this.db, caller, async (tx) => {
      const rows = await tx.query<Row & Record<string, unknown>>(`${COLUMNS} where bureau = any($1) and submitted_at is not null order by submitted_at desc, id desc limit 500`, [caller.scope]);
      record(tx, this.keys, { action: 'assessment.list', outcome: 'done', target: { type: 'bureau', id: String(caller.bureau) }, bureau: caller.bureau, after: { found: rows.length } });
      return summaries(rows);
    });
  }
}

const COLUMNS = 'select id, filing, object, state, submitted_at from assessment';

function summaries(rows: readonly Row[]): AssessmentSummary[] {
  return rows.map(({ id, filing, object, state, submitted_at }) => ({ assessment: id, filing, object, state, submittedAt: submitted_at?.toISOString() ?? null }));
}
