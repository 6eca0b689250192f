import type { ErasureView } from '@beian/contracts/identity/erasure';
import type { Principal } from '@beian/contracts/principal';
import { inScope, type Tx } from '@beian/kit/db/scope';
import { notFound, signInRequired } from '@beian/kit/errors/domain-error';
import { DB_API } from '@beian/kit/service/tokens';
import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { accountOfOffice } from './erasure.errors.ts';
import { obstaclesOf, proofsOf, type Holding, type Standing } from './erasure.rules.ts';

const HELD = `select f.filing, f.site_name as "siteName", f.application, f.filed, f.subject, s.unit_name as "unitName"
  from filing_copy f left join subject_copy s on s.subject = f.subject
  where f.owner = $1 and (f.application is not null or f.filed) order by f.filing limit 100`;
const STANDING = `select a.mobile is not null as mobile, exists (select 1 from credential c where c.account = a.id) as password,
    exists (select 1 from session s where s.id = $2 and s.factor = 'sso' and s.opened_at > now() - interval '10 minutes') as fresh
  from account a where a.id = $1 and a.erased_at is null`;

/** What of the account is under review or filed at present, as far as the other services' events have come. */
export function findHoldings(tx: Tx, account: string): Promise<Holding[]> {
  return tx.query<Holding>(HELD, [account]);
}

@Injectable()
export class ErasureQueries {
  constructor(@Inject(DB_API) private readonly api: DataSource) {}

  /** What stands against erasing the own account, and how its owner may confirm. */
  async own(caller: Principal): Promise<ErasureView> {
    const { account } = caller;
    if (account === null) throw signInRequired();
    if (caller.kind !== 'applicant') throw accountOfOffice();
    return inScope(this.api, caller, async (tx) => {
      const [standing] = await tx.query<Standing & Record<string, unknown>>(STANDING, [account, caller.session]);
      if (!standing) throw notFound();
      return { obstacles: obstaclesOf(await findHoldings(tx, account)), proofs: proofsOf(standing) };
    });
  }
}
