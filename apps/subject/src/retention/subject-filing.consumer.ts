import type { DataOf } from '@beian/contracts/define-event';
import type { Envelope } from '@beian/contracts/envelope';
import { ApplicationApproved, ApplicationLapsed, ApplicationResubmitted, ApplicationReturned, ApplicationSubmitted, ApplicationWithdrawn, FilingEnded } from '@beian/contracts/filing/events';
import { AccountErased } from '@beian/contracts/identity/events';
import type { Tx } from '@beian/kit/db/scope';
import { OnEvent } from '@beian/kit/kafka/on-event';
import { Controller, Inject } from '@nestjs/common';
import { SubjectRetentionSweeper } from './subject-retention.sweeper.ts';

const UNDER_REVIEW = `insert into subject_filing (filing, subject, ended_at, in_review) values ($1, $2, null, true)
  on conflict (filing) do update set subject = excluded.subject, ended_at = null, in_review = true`;
const ENDED = `insert into subject_filing (filing, subject, ended_at) values ($1, $2, $3)
  on conflict (filing) do update set subject = excluded.subject, ended_at = excluded.ended_at, in_review = false`;

/**
 * The filings under a subject. Its period runs when all have ended, and a new application stops it; while one is with its officers
 * the subject is not changed (OPN-07).
 */
@Controller()
export class SubjectFilingConsumer {
  constructor(@Inject(SubjectRetentionSweeper) private readonly sweeper: SubjectRetentionSweeper) {}

  @OnEvent(ApplicationSubmitted)
  async submitted({ data: { filing, subject } }: Envelope<DataOf<typeof ApplicationSubmitted>>, tx: Tx): Promise<void> {
    await tx.query(UNDER_REVIEW, [filing, subject]);
  }

  @OnEvent(ApplicationResubmitted)
  async resubmitted({ data: { filing, subject } }: Envelope<DataOf<typeof ApplicationResubmitted>>, tx: Tx): Promise<void> {
    await tx.query(UNDER_REVIEW, [filing, subject]);
  }

  @OnEvent(FilingEnded)
  async ended({ data: { filing, subject, endedAt } }: Envelope<DataOf<typeof FilingEnded>>, tx: Tx): Promise<void> {
    await tx.query(ENDED, [filing, subject, endedAt]);
  }

  @OnEvent(ApplicationReturned)
  async returned({ data: { filing } }: Envelope<DataOf<typeof ApplicationReturned>>, tx: Tx): Promise<void> {
    await decided(tx, filing);
  }

  @OnEvent(ApplicationApproved)
  async approved({ data: { filing } }: Envelope<DataOf<typeof ApplicationApproved>>, tx: Tx): Promise<void> {
    await decided(tx, filing);
  }

  @OnEvent(ApplicationWithdrawn)
  async withdrawn({ data: { filing } }: Envelope<DataOf<typeof ApplicationWithdrawn>>, tx: Tx): Promise<void> {
    await decided(tx, filing);
  }

  @OnEvent(ApplicationLapsed)
  async lapsed({ data: { filing } }: Envelope<DataOf<typeof ApplicationLapsed>>, tx: Tx): Promise<void> {
    await decided(tx, filing);
  }

  /** What comes after it, by a token that lives on for a minute, is found by the next sweep. */
  @OnEvent(AccountErased)
  async accountErased({ data: { account } }: Envelope<DataOf<typeof AccountErased>>, tx: Tx): Promise<void> {
    await tx.query('insert into erased_account (account) values ($1) on conflict do nothing', [account]);
    await this.sweeper.eraseDue(tx, new Date(), account);
  }
}

async function decided(tx: Tx, filing: string): Promise<void> {
  await tx.query('update subject_filing set in_review = false where filing = $1', [filing]);
}
