import type { ApplicationSummary } from '@beian/contracts/filing/api';
import type { Tx } from '@beian/kit/db/scope';
import { applicationTaken } from '../application/application.errors.ts';
import { Application } from '../application/application.entity.ts';
import { summaryOf } from '../application/summary.ts';

interface Context {
  readonly digest: string;
  readonly bureau_name: string;
  readonly number: string | null;
}

/** What a repeated submission is answered; undefined when there is none yet. The same id with another content is refused. */
export async function storedSummary(tx: Tx, id: string, digest: string): Promise<ApplicationSummary | undefined> {
  const application = await tx.manager.findOneBy(Application, { id });
  if (application === null) return undefined;
  const [context] = await tx.query<Context>(
    `select r.request_digest as digest, b.name as bureau_name, f.number from round r
       join filing f on f.id = $2 join bureau_copy b on b.bureau = $3 where r.application = $1 and r.round = 1`,
    [id, application.filing, application.bureau],
  );
  if (context === undefined || context.digest !== digest) throw applicationTaken();
  return summaryOf(application, { bureauName: context.bureau_name, filingNumber: context.number, now: new Date() });
}
