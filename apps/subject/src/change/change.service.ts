import { Inject, Injectable } from '@nestjs/common';
import type { Principal } from '@beian/contracts/principal';
import type { ReviseSubject, SubjectChangeView, SubjectData, SubjectState, SubjectView } from '@beian/contracts/subject/api';
import { SubjectChangeSubmitted } from '@beian/contracts/subject/events';
import type { Keys } from '@beian/kit/auth/keys';
import type { ServiceEnvironment } from '@beian/kit/config/environment';
import { notFound } from '@beian/kit/errors/domain-error';
import { publish } from '@beian/kit/outbox/publish';
import { record } from '@beian/kit/records/record';
import { DB_API, ENVIRONMENT, KEYS } from '@beian/kit/service/tokens';
import { changedSubjectFields } from '@beian/rules/subject/change';
import { OPEN_REVIEW_STAGES, type ReviewStage } from '@beian/rules/subject/review';
import type { DataSource } from 'typeorm';
import { ReviewOpening } from '../separate/opening.service.ts';
import { claimCertificate } from '../subject/certificate-key.ts';
import { attemptForm, type FormDesk } from '../subject/form-attempt.ts';
import { lockSubject } from '../subject/lock-subject.ts';
import { SubjectImages } from '../subject/subject-images.ts';
import { SubjectRevisions } from '../subject/subject-revision.ts';
import { changeUnderReview, natureFixed, nothingChanged, revisionChanged, subjectInUse, subjectNotApproved } from '../subject/subject.errors.ts';
import { changeViewOf } from './change-view.ts';

/** The revision in force, and the newest: the same, or that of the last change with its review. */
interface Present {
  readonly state: SubjectState;
  readonly nature: SubjectData['nature'];
  readonly erased: boolean;
  readonly in_use: boolean;
  readonly revision: number;
  readonly data: string;
  readonly commitment: string;
  readonly uploads: string[];
  readonly newest: number;
  readonly newest_digest: string;
  readonly newest_uploads: string[];
  readonly warnings: SubjectView['warnings'];
  readonly submitted_at: Date;
  readonly fields: string[] | null;
  readonly stage: ReviewStage | null;
  readonly due_on: string | null;
}

const PRESENT = `select s.state, s.nature, s.erased_at is not null as erased, exists (select 1 from subject_filing f where f.subject = s.id and f.in_review) as in_use,
    s.revision, r.data, r.commitment, r.uploads, n.revision as newest, n.digest as newest_digest, n.uploads as newest_uploads, n.warnings, n.submitted_at, v.fields, v.stage, v.due_on::text as due_on
  from subject s join subject_revision r on r.subject = s.id and r.revision = s.revision
    join lateral (select * from subject_revision o where o.subject = s.id order by o.revision desc limit 1) n on true
    left join review v on v.subject = s.id and v.revision = n.revision and v.replaces = s.revision
  where s.id = $1 and s.owner = $2`;

/** 主体变更 (OPN-07): what is in force stays so until its bureau has approved the next revision. */
@Injectable()
export class ChangeService implements FormDesk {
  constructor(
    @Inject(DB_API) readonly db: DataSource,
    @Inject(KEYS) readonly keys: Keys,
    @Inject(SubjectImages) private readonly images: SubjectImages,
    @Inject(SubjectRevisions) private readonly revisions: SubjectRevisions,
    @Inject(ReviewOpening) private readonly opening: ReviewOpening,
    @Inject(ENVIRONMENT) readonly environment: Pick<ServiceEnvironment, 'REQUIRE_REAL_PERSON_FOR_SUBMIT'>,
  ) {}

  /** Submits a change, or a returned one corrected; a repeat with the same form answers the same and changes nothing. */
  async submit(caller: Principal, subject: string, { data: given, expectedRevision, uploads: receipts }: ReviseSubject): Promise<SubjectChangeView> {
    return attemptForm(this, caller, { action: 'subject_change.submit', subject, data: given }, async (tx, { owner, data, warnings }) => {
      const present = await lockSubject<Present>(tx, PRESENT, subject, owner);
      if (present === undefined) throw notFound();
      const repeated = this.repeated(subject, present, data);
      if (repeated !== undefined) return repeated;
      refuseChange(present, expectedRevision, data);
      const fields = changedSubjectFields(await this.revisions.open(subject, present.revision, present.data), data);
      if (fields.length === 0) throw nothingChanged();
      const uploads = await this.images.verify(data, receipts, owner, [...present.uploads, ...present.newest_uploads]);
      const sealed = await this.revisions.seal({ subject, revision: present.newest + 1, owner }, data, uploads, warnings);
      await claimCertificate(tx, sealed);
      const bureau = await this.opening.competentFor(tx, sealed, sealed.submittedAt);
      await this.revisions.insert(tx, sealed, fields);
      const { revision, persons, submittedAt, commitment } = sealed;
      const replaces = present.revision;
      const { id: review, stage, dueOn } = await this.opening.open(tx, sealed, bureau, { replaces, fields });
      publish(tx, SubjectChangeSubmitted, subject, { subject, review, revision, replaces, owner, fields, persons, uploads });
      record(tx, this.keys, {
        action: 'subject_change.submit', outcome: 'done', target: { type: 'subject', id: subject }, bureau,
        before: { revision: replaces, data: { commitment: present.commitment } }, after: { revision, review, fields, data: { commitment }, uploads },
      });
      return changeViewOf(subject, { revision, replaces, stage, due_on: dueOn, submitted_at: submittedAt, fields, warnings }, data);
    });
  }

  /** The same form while it is under review is a repeat. */
  private repeated(subject: string, present: Present, data: SubjectData): SubjectChangeView | undefined {
    const { newest: revision, newest_digest: digest, revision: replaces, stage, due_on, fields, submitted_at, warnings } = present;
    if (due_on === null || fields === null || !isOpen(stage) || digest !== this.revisions.digestOf(data)) return undefined;
    return changeViewOf(subject, { revision, replaces, stage, due_on, submitted_at, fields, warnings }, data);
  }
}

const isOpen = (stage: ReviewStage | null): stage is ReviewStage => stage !== null && OPEN_REVIEW_STAGES.includes(stage);

function refuseChange({ state, nature, revision, newest, stage, in_use: inUse }: Present, expected: number, data: SubjectData): void {
  if (state !== 'approved') throw subjectNotApproved();
  if (isOpen(stage)) throw changeUnderReview();
  if ((stage === 'returned' ? newest : revision) !== expected) throw revisionChanged();
  if (nature !== data.nature) throw natureFixed();
  if (inUse) throw subjectInUse();
}
