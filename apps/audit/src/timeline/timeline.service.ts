import type { AuditedFiling, Timeline, TimelineQuery } from '@beian/contracts/audit/api';
import type { Principal } from '@beian/contracts/principal';
import type { Keys } from '@beian/kit/auth/keys';
import { inScope } from '@beian/kit/db/scope';
import { defineError, notFound } from '@beian/kit/errors/domain-error';
import { newId } from '@beian/kit/http/uuid';
import { attempt } from '@beian/kit/records/attempt';
import { record } from '@beian/kit/records/record';
import { DB_API, KEYS } from '@beian/kit/service/tokens';
import { REFUSALS } from '@beian/rules/lifecycle/refusals';
import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { TimelineQueries } from './timeline.queries.ts';

/** 403: S4, officers do not see cases of their own. */
const ownCase = defineError('case.own-case', 403, REFUSALS['case.own-case']);

/** What an auditor sees. Each look is recorded in the transaction that reads: without the record there is no look. */
@Injectable()
export class TimelineService {
  constructor(
    @Inject(DB_API) private readonly db: DataSource,
    @Inject(KEYS) private readonly keys: Keys,
    @Inject(TimelineQueries) private readonly queries: TimelineQueries,
  ) {}

  /** What was typed is not recorded: it may name a person. */
  async search(caller: Principal, q: string): Promise<AuditedFiling[]> {
    return inScope(this.db, caller, async (tx) => {
      const found = await this.queries.search(tx, q);
      record(tx, this.keys, { action: 'filing.search', outcome: 'done', target: { type: 'search', id: newId() }, bureau: caller.bureau, ground: 'audit', after: { found: found.length } });
      return found;
    });
  }

  /** One page. A filing without a visible record, and one of another bureau, look the same. */
  async timeline(caller: Principal, filing: string, query: TimelineQuery): Promise<Timeline> {
    const entry = { action: 'timeline.read', target: { type: 'filing', id: filing }, filing, bureau: caller.bureau, ground: 'audit' };
    return attempt(this.db, caller, this.keys, entry, () =>
      inScope(this.db, caller, async (tx) => {
        if (!(await this.queries.isVisible(tx, filing))) throw (await this.queries.isOwn(tx, filing)) ? ownCase() : notFound();
        const page = await this.queries.timeline(tx, filing, query);
        record(tx, this.keys, { ...entry, outcome: 'done', after: { entries: page.entries.length } });
        return { filing, ...page };
      }),
    );
  }
}
