import type { DataOf } from '@beian/contracts/define-event';
import type { Envelope } from '@beian/contracts/envelope';
import { ApplicationApproved, ApplicationLapsed, ApplicationResubmitted, ApplicationSubmitted, ApplicationWithdrawn, FilingEnded } from '@beian/contracts/filing/events';
import { SubjectChangeApproved, SubjectSubmitted } from '@beian/contracts/subject/events';
import type { Tx } from '@beian/kit/db/scope';
import { OnEvent } from '@beian/kit/kafka/on-event';
import { Controller } from '@nestjs/common';

const OPEN = `insert into filing_copy (filing, owner, subject, site_name, application, filed) values ($1, $2, $3, $4, $5, false)
  on conflict (filing) do update set owner = excluded.owner, subject = excluded.subject, site_name = excluded.site_name, application = excluded.application`;
const FILED = `insert into filing_copy (filing, owner, site_name, application, filed) values ($1, $2, $3, null, $4)
  on conflict (filing) do update set owner = excluded.owner, site_name = excluded.site_name, application = null, filed = excluded.filed`;
const DECIDED = 'update filing_copy set application = null where filing = $1';
const SUBJECT = `insert into subject_copy (subject, owner, unit_name) values ($1, $2, $3) on conflict (subject) do update set unit_name = excluded.unit_name`;

/** What an account has under review or filed, as filing and subject say it: that stands against its erasure. */
@Controller()
export class HoldingsConsumer {
  @OnEvent(ApplicationSubmitted)
  async submitted({ data: { filing, owner, subject, siteName, application } }: Envelope<DataOf<typeof ApplicationSubmitted>>, tx: Tx): Promise<void> {
    await tx.query(OPEN, [filing, owner, subject, siteName, application]);
  }

  @OnEvent(ApplicationResubmitted)
  async resubmitted({ data: { filing, owner, subject, siteName, application } }: Envelope<DataOf<typeof ApplicationResubmitted>>, tx: Tx): Promise<void> {
    await tx.query(OPEN, [filing, owner, subject, siteName, application]);
  }

  @OnEvent(ApplicationApproved)
  async approved({ data: { filing, owner, siteName, kind } }: Envelope<DataOf<typeof ApplicationApproved>>, tx: Tx): Promise<void> {
    await tx.query(FILED, [filing, owner, siteName, kind !== 'cancel']);
  }

  @OnEvent(ApplicationWithdrawn)
  async withdrawn({ data: { filing } }: Envelope<DataOf<typeof ApplicationWithdrawn>>, tx: Tx): Promise<void> {
    await tx.query(DECIDED, [filing]);
  }

  @OnEvent(ApplicationLapsed)
  async lapsed({ data: { filing } }: Envelope<DataOf<typeof ApplicationLapsed>>, tx: Tx): Promise<void> {
    await tx.query(DECIDED, [filing]);
  }

  @OnEvent(FilingEnded)
  async ended({ data: { filing } }: Envelope<DataOf<typeof FilingEnded>>, tx: Tx): Promise<void> {
    await tx.query('update filing_copy set application = null, filed = false where filing = $1', [filing]);
  }

  @OnEvent(SubjectSubmitted)
  async subject({ data: { subject, owner, unitName } }: Envelope<DataOf<typeof SubjectSubmitted>>, tx: Tx): Promise<void> {
    await tx.query(SUBJECT, [subject, owner, unitName]);
  }

  @OnEvent(SubjectChangeApproved)
  async subjectChanged({ data: { subject, owner, unitName } }: Envelope<DataOf<typeof SubjectChangeApproved>>, tx: Tx): Promise<void> {
    await tx.query(SUBJECT, [subject, owner, unitName]);
  }
}
