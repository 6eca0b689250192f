import type { DataOf } from '@beian/contracts/define-event';
import type { Envelope } from '@beian/contracts/envelope';
import { ApplicationResubmitted, ApplicationSubmitted, FilingEnded } from '@beian/contracts/filing/events';
import { AccountErased } from '@beian/contracts/identity/events';
import type { Tx } from '@beian/kit/db/scope';
import { OnEvent } from '@beian/kit/kafka/on-event';
import { Controller, Inject } from '@nestjs/common';
import { SubjectRetentionSweeper } from './subject-retention.sweeper.ts';

const STANDS = `insert into subject_filing (filing, subject, ended_at) values ($1, $2, $3)
  on conflict (filing) do update set subject = excluded.subject, ended_at = excluded.ended_at`;

/** From when on the period of a subject runs: when all its filings have ended, and a new application stops it. */
@Controller()
export class SubjectFilingConsumer {
  constructor(@Inject(SubjectRetentionSweeper) private readonly sweeper: SubjectRetentionSweeper) {}

  @OnEvent(ApplicationSubmitted)
  async submitted({ data: { filing, subject } }: Envelope<DataOf<typeof ApplicationSubmitted>>, tx: Tx): Promise<void> {
    await tx.query(STANDS, [filing, subject, null]);
  }

  @OnEvent(ApplicationResubmitted)
  async resubmitted({ data: { filing, subject } }: Envelope<DataOf<typeof ApplicationResubmitted>>, tx: Tx): Promise<void> {
    await tx.query(STANDS, [filing, subject, null]);
  }

  @OnEvent(FilingEnded)
  async ended({ data: { filing, subject, endedAt } }: Envelope<DataOf<typeof FilingEnded>>, tx: Tx): Promise<void> {
    await tx.query(STANDS, [filing, subject, endedAt]);
  }

  /** What comes after it, by a token that lives on for a minute, is found by the next sweep. */
  @OnEvent(AccountErased)
  async accountErased({ data: { account } }: Envelope<DataOf<typeof AccountErased>>, tx: Tx): Promise<void> {
    await tx.query('insert into erased_account (account) values ($1) on conflict do nothing', [account]);
    await this.sweeper.eraseDue(tx, new Date(), account);
  }
}
