import { setTimeout as pause } from 'node:timers/promises';
import { platformIn } from '@beian/contracts/principal';
import type { Keys } from '@beian/kit/auth/keys';
import { inScope } from '@beian/kit/db/scope';
import { newId } from '@beian/kit/http/uuid';
import { withCorrelation } from '@beian/kit/logging/correlation';
import { logger } from '@beian/kit/logging/logger';
import { record } from '@beian/kit/records/record';
import { DB_WORKER, ENVIRONMENT, KEYS } from '@beian/kit/service/tokens';
import { RunKeeper } from '@beian/kit/temporal/run-keeper';
import { SUBJECT_QUEUE, SUBJECT_WORKFLOW, subjectWorkflowId, type SubjectInput } from '@beian/workflow-subject/contract';
import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import type { SubjectEnvironment } from '../config.ts';
import { enterReview } from './enter-review.ts';
import { stateOf } from './review-state.ts';

const EVERY_MS = 15_000;
const BATCH = 50;
const FIRST_ID = '00000000-0000-0000-0000-000000000000';
const OPEN = `select id as review, subject, n from review where id > $1 and stage in ('submitted', 'in_review') order by id limit ${BATCH}`;

/** `started`: there was no run. `running`: there is one. `ended`: the review needs none. `unknown`: Temporal does not answer. */
export type Recovery = 'started' | 'running' | 'ended' | 'unknown';

/** Starts the runs of open reviews again when they are lost; their rows say all that a run needs. Several processes may look at once. */
@Injectable()
export class ReviewRuns implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly stopping = new AbortController();
  private running: Promise<void> = Promise.resolve();
  /** Where the walk through the open reviews stands. */
  private after = FIRST_ID;

  constructor(
    @Inject(DB_WORKER) private readonly source: DataSource,
    @Inject(KEYS) private readonly keys: Keys,
    @Inject(RunKeeper) private readonly runs: RunKeeper,
    @Inject(ENVIRONMENT) private readonly environment: Pick<SubjectEnvironment, 'ROLES'>,
  ) {}

  onApplicationBootstrap(): void {
    if (this.environment.ROLES.includes('worker')) this.running = this.keepLooking();
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  /** Makes sure that an open review has a run. */
  async recover(id: string): Promise<Recovery> {
    const input = await inScope(this.source, platformIn(), async (tx): Promise<SubjectInput | undefined> => {
      const { review, erased } = await enterReview(tx, id);
      return stateOf(review, erased).final ? undefined : { review: id, subject: review.subject, n: review.n };
    });
    if (input === undefined) return 'ended';
    const started = await this.runs.start({ workflowType: SUBJECT_WORKFLOW, workflowId: subjectWorkflowId(input.subject, input.n), taskQueue: SUBJECT_QUEUE, input });
    if (started === 'started') await this.tell(input);
    return started;
  }

  /** Looks at the next open reviews: how many, and how many had lost their runs. `unknown`: Temporal did not answer for so many. */
  async sweep(): Promise<{ looked: number; recovered: number; unknown: number }> {
    const page = await inScope(this.source, platformIn(), (tx) => tx.query<SubjectInput & Record<string, unknown>>(OPEN, [this.after]));
    this.after = page.at(-1)?.review ?? FIRST_ID;
    const found: Recovery[] = [];
    for (const { review, subject, n } of page) {
      const look = await this.runs.look(subjectWorkflowId(subject, n));
      found.push(look === 'lost' ? await this.recover(review) : look);
    }
    const count = (which: Recovery): number => found.filter((each) => each === which).length;
    return { looked: page.length, recovered: count('started'), unknown: count('unknown') };
  }

  /** Runs end with their reviews only: this one was ended by somebody else, was lost with Temporal's data, or never started. */
  private async tell({ review: id, subject, n }: SubjectInput): Promise<void> {
    await inScope(this.source, platformIn(), async (tx) => {
      const { review } = await enterReview(tx, id);
      record(tx, this.keys, { action: 'run.recovered', outcome: 'done', target: { type: 'subject', id: subject }, bureau: review.bureau, after: { review: id } });
    });
    logger().error({ alarm: 'run.lost', review: id, subject, n }, 'A run was missing and has been started');
  }

  private async keepLooking(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      // The relay has its time to start a run before it is called lost.
      await pause(EVERY_MS, undefined, { signal }).catch(() => undefined);
      if (!signal.aborted) await withCorrelation(newId(), () => this.sweep()).catch((error: unknown) => logger().warn({ err: error }, 'Runs of reviews could not be looked for; the next round tries again'));
    }
  }
}
