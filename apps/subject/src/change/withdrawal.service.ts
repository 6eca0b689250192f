import { Inject, Injectable } from '@nestjs/common';
import type { Principal } from '@beian/contracts/principal';
import { SubjectChangeWithdrawn } from '@beian/contracts/subject/events';
import type { Keys } from '@beian/kit/auth/keys';
import { inScope, type Tx } from '@beian/kit/db/scope';
import { updateVersioned } from '@beian/kit/db/versioned';
import { notFound } from '@beian/kit/errors/domain-error';
import { publish } from '@beian/kit/outbox/publish';
import { attempt } from '@beian/kit/records/attempt';
import { record } from '@beian/kit/records/record';
import { DB_API, KEYS } from '@beian/kit/service/tokens';
import { RunClient } from '@beian/kit/temporal/run-client';
import { mayWithdrawChange, type ReviewStage } from '@beian/rules/subject/review';
import { subjectWorkflowId } from '@beian/workflow-subject/contract';
import type { DataSource } from 'typeorm';
import { Review } from '../separate/review.entity.ts';
import { changeTaken, revisionChanged } from '../subject/subject.errors.ts';

interface LastRound {
  readonly id: string;
  readonly n: number;
  readonly version: number;
  readonly revision: number;
  readonly replaces: number;
  readonly stage: ReviewStage;
  readonly bureau: number;
  readonly fields: string[];
  readonly ever_taken: boolean;
}

const LAST = `select v.id, v.n, v.version, v.revision, v.replaces, v.stage, v.bureau, v.fields,
    exists (select 1 from review_history h where h.id = v.id and h.action = 'review.take') as ever_taken
  from review v join subject s on s.id = v.subject and v.replaces = s.revision
  where v.subject = $1 and v.owner = $2 order by v.n desc limit 1`;

/** An owner takes a change back, or gives one up that came back (OPN-07): nothing of what is in force has moved. */
@Injectable()
export class WithdrawalService {
  constructor(
    @Inject(DB_API) private readonly db: DataSource,
    @Inject(KEYS) private readonly keys: Keys,
    @Inject(RunClient) private readonly runs: RunClient,
  ) {}

  /** `expectedRevision` is the change that the owner has seen. A repeat changes nothing. */
  async withdraw(caller: Principal, subject: string, expectedRevision: number): Promise<void> {
    const entry = { action: 'subject_change.withdraw', target: { type: 'subject', id: subject } };
    const n = await attempt(this.db, caller, this.keys, entry, () => inScope(this.db, caller, (tx) => this.write(tx, subject, expectedRevision, entry)));
    // Temporal may be away: the run sees with its next timer, too, that the review is over.
    if (n !== undefined) await this.runs.resync(subjectWorkflowId(subject, n));
  }

  /** The round that it ends, if that was still open. */
  private async write(tx: Tx, subject: string, expected: number, entry: { action: string; target: { type: string; id: string } }): Promise<number | undefined> {
    const owner = tx.principal.account ?? '';
    const [last] = await tx.query<LastRound & Record<string, unknown>>(LAST, [subject, owner]);
    if (last === undefined || last.stage === 'approved') throw notFound();
    const { id: review, n, version, revision, replaces, stage, bureau, fields, ever_taken: everTaken } = last;
    if (revision !== expected) throw revisionChanged();
    if (stage === 'withdrawn') return undefined;
    if (!mayWithdrawChange(stage, everTaken)) throw changeTaken();
    // An officer who takes it at this moment is told first, or this is refused.
    await updateVersioned(tx, Review, review, { stage: 'withdrawn' }, { action: 'review.withdraw', expected: version });
    publish(tx, SubjectChangeWithdrawn, subject, { subject, review, revision, replaces, owner, fields, bureau });
    record(tx, this.keys, { ...entry, outcome: 'done', bureau, before: { review, revision, stage }, after: { stage: 'withdrawn' } });
    return stage === 'submitted' ? n : undefined;
  }
}
