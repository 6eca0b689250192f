import { Inject, Injectable } from '@nestjs/common';
import { ReviewOpened } from '@beian/contracts/subject/events';
import type { Keys } from '@beian/kit/auth/keys';
import type { Tx } from '@beian/kit/db/scope';
import { createVersioned } from '@beian/kit/db/versioned';
import { DomainError } from '@beian/kit/errors/domain-error';
import { newId } from '@beian/kit/http/uuid';
import { chainOf, ROUTING_COLUMNS } from '@beian/kit/jurisdiction/routing';
import { publish } from '@beian/kit/outbox/publish';
import { startRun } from '@beian/kit/outbox/run';
import { record } from '@beian/kit/records/record';
import { ENVIRONMENT, KEYS } from '@beian/kit/service/tokens';
import { explainDueDate } from '@beian/rules/calendar/due-date';
import { codesOf, routePlaces, type Routed, type RoutingRows } from '@beian/rules/jurisdiction/route-places';
import { isReviewedSeparately } from '@beian/rules/subject/review';
import { SUBJECT_QUEUE, SUBJECT_WORKFLOW, subjectWorkflowId, type SubjectInput } from '@beian/workflow-subject/contract';
import type { SubjectEnvironment } from '../config.ts';
import type { SealedRevision } from '../subject/subject-revision.ts';
import { Review } from './review.entity.ts';

type Submitted = Pick<SealedRevision, 'subject' | 'revision' | 'owner' | 'region' | 'operationRegion' | 'persons' | 'submittedAt'>;
type SubjectPlaces = Pick<Submitted, 'region' | 'operationRegion'>;
/** Of a change (OPN-07): the revision in force, and the fields in which the submitted one differs from it. */
export interface Replacement {
  readonly replaces: number;
  readonly fields: string[];
}
/** What a submission's answer says of the review that it opened. */
export type Opened = Pick<Review, 'id' | 'stage' | 'dueOn'>;

/** Opens a case of its own for a subject, where the locality wants one (OPN-04, SUB-34), and for every change of one (OPN-07). */
@Injectable()
export class ReviewOpening {
  constructor(
    @Inject(KEYS) private readonly keys: Keys,
    @Inject(ENVIRONMENT) private readonly environment: Pick<SubjectEnvironment, 'SEPARATE_SUBJECT_REVIEW' | 'OUTSIDE_PROVINCE'>,
  ) {}

  /** The bureau that reviews the subject on its own, or undefined where the first filing decides it. Throws (422) when a locality of that kind has no bureau. */
  async bureauFor(tx: Tx, places: SubjectPlaces, at: Date): Promise<number | undefined> {
    const { SEPARATE_SUBJECT_REVIEW: localities } = this.environment;
    if (!codesOf(places).some((code) => isReviewedSeparately(localities, code))) return undefined;
    const { bureau, byOperation } = await this.route(tx, places, at);
    return isReviewedSeparately(localities, byOperation ? (places.operationRegion ?? '') : places.region) ? bureau : undefined;
  }

  /** The bureau of the subject's place (S5), whether or not it reviews new subjects on their own. Throws (422) when there is none. */
  async competentFor(tx: Tx, places: SubjectPlaces, at: Date): Promise<number> {
    return (await this.route(tx, places, at)).bureau;
  }

  private async route(tx: Tx, places: SubjectPlaces, at: Date): Promise<Routed> {
    const [rows] = await tx.query<RoutingRows & Record<string, unknown>>(`with recursive ${chainOf('$1')} select ${ROUTING_COLUMNS}`, [codesOf(places)]);
    const route = routePlaces(rows ?? { regions: null, bureaus: null }, places, at, this.environment.OUTSIDE_PROVINCE);
    if (!route.found) throw new DomainError(route.code, 422, route.message);
    return route.routed;
  }

  /** The next round, with a clock of its own; its run starts once the transaction has committed. */
  async open(tx: Tx, submitted: Submitted, bureau: number, replacement?: Replacement): Promise<Opened> {
    const { subject, revision, owner, persons, submittedAt } = submitted;
    const [last] = await tx.query<{ n: number }>('select coalesce(max(n), 0)::int as n from review where subject = $1', [subject]);
    const n = (last?.n ?? 0) + 1;
    const { due: dueOn, remindOn, calendarVersion: calendar } = explainDueDate(submittedAt);
    const review = newId();
    await createVersioned(tx, Review, { id: review, subject, n, revision, owner, persons, bureau, stage: 'submitted', submittedAt, dueOn, calendar, remindOn, ...replacement }, { action: 'review.open' });
    publish(tx, ReviewOpened, subject, { subject, review, n, revision, owner, bureau, dueOn, ...(replacement !== undefined && { change: true as const }) });
    record(tx, this.keys, { action: 'review.open', outcome: 'done', target: { type: 'subject', id: subject }, bureau, after: { review, round: n, revision, dueOn } });
    startRun(tx, { workflowType: SUBJECT_WORKFLOW, workflowId: subjectWorkflowId(subject, n), taskQueue: SUBJECT_QUEUE, input: { review, subject, n } satisfies SubjectInput });
    return { id: review, stage: 'submitted', dueOn };
  }
}
