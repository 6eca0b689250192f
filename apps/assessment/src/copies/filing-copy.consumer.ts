import { Controller } from '@nestjs/common';
import type { DataOf } from '@beian/contracts/define-event';
import type { Envelope } from '@beian/contracts/envelope';
import { ApplicationResubmitted, ApplicationSubmitted, ApplicationTransferred, NumberIssued } from '@beian/contracts/filing/events';
import type { Tx } from '@beian/kit/db/scope';
import { OnEvent } from '@beian/kit/kafka/on-event';

const NAMED = `insert into filing_copy (filing, owner, bureau, object, site_name, persons) values ($1, $2, $3, $4, $5, $6)
  on conflict (filing) do update set owner = excluded.owner, bureau = excluded.bureau, site_name = excluded.site_name, persons = excluded.persons`;

/** Filings as the filing service's events say: an assessment is one of a filing, for its owner and its bureau. */
@Controller()
export class FilingCopyConsumer {
  @OnEvent(ApplicationSubmitted)
  async submitted({ data: { filing, owner, bureau, object, siteName, persons = [] } }: Envelope<DataOf<typeof ApplicationSubmitted>>, tx: Tx): Promise<void> {
    await tx.query(NAMED, [filing, owner, bureau, object, siteName, persons]);
  }

  @OnEvent(ApplicationResubmitted)
  async resubmitted({ data: { filing, owner, bureau, object, siteName, persons = [] } }: Envelope<DataOf<typeof ApplicationResubmitted>>, tx: Tx): Promise<void> {
    await tx.query(NAMED, [filing, owner, bureau, object, siteName, persons]);
  }

  @OnEvent(ApplicationTransferred)
  async transferred({ data: { filing, bureau } }: Envelope<DataOf<typeof ApplicationTransferred>>, tx: Tx): Promise<void> {
    await tx.query('update filing_copy set bureau = $2 where filing = $1', [filing, bureau]);
  }

  @OnEvent(NumberIssued)
  async numbered({ data: { filing, number } }: Envelope<DataOf<typeof NumberIssued>>, tx: Tx): Promise<void> {
    await tx.query('update filing_copy set number = $2 where filing = $1', [filing, number]);
  }
}
