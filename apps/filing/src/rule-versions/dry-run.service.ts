import type { DryRun, JudgingTopic } from '@beian/contracts/filing/rule-versions';
import type { Principal } from '@beian/contracts/principal';
import type { Keys } from '@beian/kit/auth/keys';
import type { Sealer } from '@beian/kit/crypto/sealer';
import { inScope } from '@beian/kit/db/scope';
import { record } from '@beian/kit/records/record';
import { DB_API, KEYS, SEALER } from '@beian/kit/service/tokens';
import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { judgeOf, type Difference, type Past } from './dry-run.judges.ts';
import { presentOf, versionOf } from './rules-in-force.ts';

const BATCH = 1_000;
/** Beyond this the run stops and says so: an administrator waits for the answer. */
const BUDGET_MS = 20_000;
const SHOWN = 200;
/** Each filing once, by its latest application; what never came to anything is left out. */
const PAST = `select a.id, a.number, a.object, a.site_name as "siteName", a.subject_type as "subjectType", a.domains, a.data, b.name as "bureauName"
  from application a join bureau_copy b on b.bureau = a.bureau
  where a.stage not in ('withdrawn', 'lapsed', 'refused') and a.id > $1 and not exists (select 1 from application later where later.filing = a.filing and later.n > a.n)
  order by a.id limit ${BATCH}`;

/** What a version would say of what is filed or under review, against the one in force (dry run before it takes effect). */
@Injectable()
export class DryRunService {
  constructor(
    @Inject(DB_API) private readonly source: DataSource,
    @Inject(KEYS) private readonly keys: Keys,
    @Inject(SEALER) private readonly sealer: Sealer,
  ) {}

  run(caller: Principal, topic: JudgingTopic, version: number): Promise<DryRun> {
    return inScope(this.source, caller, async (tx) => {
      const until = Date.now() + BUDGET_MS;
      const { content: next } = await versionOf(tx, topic, version);
      const { version: against, content: now } = await presentOf(tx, topic);
      const judge = judgeOf(topic, this.sealer, now, next);
      const found: DryRun = { version, against, examined: 0, differing: 0, refused: 0, items: [], complete: true };
      for (let after = '00000000-0000-0000-0000-000000000000', more = true; more;) {
        const rows = await tx.query<Past & Record<string, unknown>>(PAST, [after]);
        for (const row of rows) note(found, row, await judge(row));
        after = rows.at(-1)?.id ?? after;
        more = rows.length === BATCH;
        if (more && Date.now() > until) {
          found.complete = false;
          more = false;
        }
      }
      const { examined, differing, refused } = found;
      record(tx, this.keys, { action: 'rules.dry_run', outcome: 'done', target: { type: 'rules', id: topic }, bureau: caller.bureau, after: { version, against, examined, differing, refused } });
      return found;
    });
  }
}

function note(found: DryRun, { id, number, siteName, bureauName }: Past, seen: Difference): void {
  found.examined += 1;
  if (seen.added.length + seen.removed.length === 0) return;
  found.differing += 1;
  if (seen.refused) found.refused += 1;
  if (found.items.length < SHOWN) found.items.push({ application: id, number, name: siteName, bureauName, ...seen });
}
