import { Controller } from '@nestjs/common';
import type { DataOf } from '@beian/contracts/define-event';
import type { Envelope } from '@beian/contracts/envelope';
import { ApplicationResubmitted, ApplicationSubmitted, ApplicationTransferred, NumberIssued } from '@beian/contracts/filing/events';
import { BureauChanged, OfficerAppointed } from '@beian/contracts/identity/events';
import type { Tx } from '@beian/kit/db/scope';
import { OnEvent } from '@beian/kit/kafka/on-event';

// Whoever has ever stood on a filing stays excluded from auditing it.
const NAMED = `insert into filing_directory (filing, bureau, site_name, owner, persons) values ($1, $2, $3, $4, $5)
  on conflict (filing) do update set bureau = excluded.bureau, site_name = excluded.site_name, owner = excluded.owner,
    persons = (select coalesce(array_agg(distinct person order by person), '{}') from unnest(filing_directory.persons || excluded.persons) person)`;
const NUMBERED = `insert into filing_directory (filing, bureau, site_name, number, code) values ($1, $2, $3, $4, $5)
  on conflict (filing) do update set bureau = excluded.bureau, site_name = excluded.site_name, number = excluded.number, code = excluded.code`;

/** What an auditor finds filings by, and what actors are called; records themselves name ids only. */
@Controller()
export class DirectoryConsumer {
  @OnEvent(ApplicationSubmitted)
  async submitted({ data: { filing, bureau, siteName, owner, persons = [] } }: Envelope<DataOf<typeof ApplicationSubmitted>>, tx: Tx): Promise<void> {
    await tx.query(NAMED, [filing, bureau, siteName, owner, persons]);
  }

  @OnEvent(ApplicationResubmitted)
  async resubmitted({ data: { filing, bureau, siteName, owner, persons = [] } }: Envelope<DataOf<typeof ApplicationResubmitted>>, tx: Tx): Promise<void> {
    await tx.query(NAMED, [filing, bureau, siteName, owner, persons]);
  }

  @OnEvent(ApplicationTransferred)
  async transferred({ data: { filing, bureau } }: Envelope<DataOf<typeof ApplicationTransferred>>, tx: Tx): Promise<void> {
    await tx.query('update filing_directory set bureau = $2 where filing = $1', [filing, bureau]);
  }

  @OnEvent(NumberIssued)
  async numbered({ data: { filing, bureau, siteName, number, code } }: Envelope<DataOf<typeof NumberIssued>>, tx: Tx): Promise<void> {
    await tx.query(NUMBERED, [filing, bureau, siteName, number, code]);
  }

  @OnEvent(BureauChanged)
  async bureau({ data: { bureau, name } }: Envelope<DataOf<typeof BureauChanged>>, tx: Tx): Promise<void> {
    await tx.query('insert into bureau_directory (bureau, name) values ($1, $2) on conflict (bureau) do update set name = excluded.name', [bureau, name]);
  }

  @OnEvent(OfficerAppointed)
  async appointed({ data: { account, bureau, roles } }: Envelope<DataOf<typeof OfficerAppointed>>, tx: Tx): Promise<void> {
    await tx.query('insert into officer_directory (account, bureau, roles) values ($1, $2, $3) on conflict (account) do update set bureau = excluded.bureau, roles = excluded.roles', [account, bureau, roles]);
  }
}
