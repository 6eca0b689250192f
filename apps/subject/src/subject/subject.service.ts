import { Inject, Injectable } from '@nestjs/common';
import type { Principal } from '@beian/contracts/principal';
import type { ReviseSubject, SubjectData, SubjectView, SubmitSubject } from '@beian/contracts/subject/api';
import { SubjectSubmitted } from '@beian/contracts/subject/events';
import type { Keys } from '@beian/kit/auth/keys';
import type { ServiceEnvironment } from '@beian/kit/config/environment';
import type { Tx } from '@beian/kit/db/scope';
import { createVersioned, updateVersioned } from '@beian/kit/db/versioned';
import { notFound } from '@beian/kit/errors/domain-error';
import { publish } from '@beian/kit/outbox/publish';
import { record } from '@beian/kit/records/record';
import { DB_API, ENVIRONMENT, KEYS } from '@beian/kit/service/tokens';
import { changedSubjectFields } from '@beian/rules/subject/change';
import type { DataSource } from 'typeorm';
import { ReviewOpening, type Opened } from '../separate/opening.service.ts';
import { claimCertificate } from './certificate-key.ts';
import { attemptForm, type FormDesk } from './form-attempt.ts';
import { lockSubject } from './lock-subject.ts';
import { SubjectImages } from './subject-images.ts';
import { viewOf, type ViewRow } from './subject-view.ts';
import { SubjectRevisions, type SealedRevision } from './subject-revision.ts';
import { Subject } from './subject.entity.ts';
import { idTaken, natureFixed, revisionChanged, subjectApproved, subjectInReview, subjectUnderReview } from './subject.errors.ts';

/** A subject as its owner's writing finds it, with the newest revision and the first. */
interface Present {
  readonly state: SubjectView['state'];
  readonly nature: SubjectView['nature'];
  readonly revision: number;
  readonly data: string;
  readonly digest: string;
  readonly commitment: string;
  readonly uploads: string[];
  readonly warnings: SubjectView['warnings'];
  readonly submitted_at: Date;
  readonly first_digest: string;
  readonly cases: boolean;
  readonly separate: boolean;
  readonly due_on: string | null;
  readonly erased: boolean;
}

const PRESENT = `select s.state, s.nature, s.revision, s.submitted_at, r.data, r.digest, r.commitment, r.uploads, r.warnings,
    (select digest from subject_revision f where f.subject = s.id and f.revision = 1) as first_digest,
    exists (select 1 from subject_case c where c.subject = s.id) as cases, s.separate, s.erased_at is not null as erased,
    (select v.due_on::text from review v where v.subject = s.id and v.revision = s.revision and s.separate) as due_on
  from subject s join subject_revision r on r.subject = s.id and r.revision = s.revision
  where s.id = $1 and s.owner = $2`;

/** What an owner does with a subject: the form is submitted, and corrected as a new revision (SUB-32). */
@Injectable()
export class SubjectService implements FormDesk {
  constructor(
    @Inject(DB_API) readonly db: DataSource,
    @Inject(KEYS) readonly keys: Keys,
    @Inject(SubjectImages) private readonly images: SubjectImages,
    @Inject(SubjectRevisions) private readonly revisions: SubjectRevisions,
    @Inject(ReviewOpening) private readonly opening: ReviewOpening,
    @Inject(ENVIRONMENT) readonly environment: Pick<ServiceEnvironment, 'REQUIRE_REAL_PERSON_FOR_SUBMIT'> = { REQUIRE_REAL_PERSON_FOR_SUBMIT: 'false' },
  ) {}

  /** A repeat with the same form answers the same and changes nothing. */
  async submit(caller: Principal, request: SubmitSubject): Promise<SubjectView> {
    const id = request.subject.toLowerCase();
    return attemptForm(this, caller, { action: 'subject.submit', subject: id, data: request.data }, async (tx, { owner, data, warnings }) => {
      const present = await lockSubject<Present>(tx, PRESENT, id, owner);
      if (present) {
        if (present.first_digest !== this.revisions.digestOf(data)) throw idTaken();
        return viewOf(id, standing(present), await this.revisions.open(id, present.revision, present.data), present.warnings);
      }
      const uploads = await this.images.verify(data, request.uploads, owner, []);
      const sealed = await this.revisions.seal({ subject: id, revision: 1, owner }, data, uploads, warnings);
      await claimCertificate(tx, sealed);
      const bureau = await this.opening.bureauFor(tx, sealed, sealed.submittedAt);
      const { nature, type, region, operationRegion, unitName, certificateIndex, submittedAt } = sealed;
      const separate = bureau !== undefined;
      await createVersioned(tx, Subject, { id, owner, nature, type, region, operationRegion, unitName, certificateIndex, submittedAt, state: 'submitted', revision: 1, separate }, { action: 'subject.submit' });
      const review = await this.keep(tx, 'subject.submit', sealed, [], {}, bureau);
      return viewOf(id, { state: 'submitted', revision: 1, submitted_at: submittedAt, review }, data, warnings);
    });
  }

  /** The next revision; `expectedRevision` is the one that the owner has seen. */
  async revise(caller: Principal, id: string, request: ReviseSubject): Promise<SubjectView> {
    return attemptForm(this, caller, { action: 'subject.revise', subject: id, data: request.data }, async (tx, { owner, data, warnings }) => {
      const present = await lockSubject<Present>(tx, PRESENT, id, owner);
      if (!present) throw notFound();
      if (present.revision === request.expectedRevision + 1 && present.digest === this.revisions.digestOf(data)) return viewOf(id, standing(present), data, present.warnings);
      refuseRevision(present, request.expectedRevision, data);
      const revision = present.revision + 1;
      const uploads = await this.images.verify(data, request.uploads, owner, present.uploads);
      const sealed = await this.revisions.seal({ subject: id, revision, owner }, data, uploads, warnings);
      await claimCertificate(tx, sealed);
      const bureau = await this.opening.bureauFor(tx, sealed, sealed.submittedAt);
      const { type, region, operationRegion, unitName, certificateIndex, submittedAt } = sealed;
      const separate = bureau !== undefined;
      await updateVersioned(tx, Subject, id, { type, region, operationRegion, unitName, certificateIndex, submittedAt, state: 'submitted', revision, separate }, { action: 'subject.revise' });
      const fields = changedSubjectFields(await this.revisions.open(id, present.revision, present.data), data);
      const review = await this.keep(tx, 'subject.revise', sealed, fields, { revision: present.revision, state: present.state, data: { commitment: present.commitment } }, bureau);
      return viewOf(id, { state: 'submitted', revision, submitted_at: submittedAt, review }, data, warnings);
    });
  }

  /** Keeps the revision, says it to the other services and the auditor, and opens its own review at the bureau given. */
  private async keep(tx: Tx, action: string, sealed: SealedRevision, fields: readonly string[], before: Parameters<typeof record>[2]['before'] & object, bureau: number | undefined): Promise<SubjectView['review']> {
    const { subject, revision, owner, nature, type, region, unitName, name, persons, uploads, commitment } = sealed;
    await this.revisions.insert(tx, sealed, fields);
    publish(tx, SubjectSubmitted, subject, { subject, revision, owner, nature, type, region, unitName, name, persons, uploads: [...uploads], ...(bureau !== undefined && { separate: true as const }) });
    record(tx, this.keys, {
      action, outcome: 'done', target: { type: 'subject', id: subject }, before,
      after: { revision, state: 'submitted', nature, type, region, data: { commitment }, uploads: [...uploads] },
    });
    return bureau === undefined ? undefined : reviewAnswer(await this.opening.open(tx, sealed, bureau));
  }
}

function refuseRevision(present: Present, expected: number, data: SubjectData): void {
  if (present.state === 'approved') throw subjectApproved();
  if (present.revision !== expected) throw revisionChanged();
  if (present.nature !== data.nature) throw natureFixed();
  if (present.state === 'submitted' && present.separate) throw subjectUnderReview();
  if (present.state === 'submitted' && present.cases) throw subjectInReview();
}

/** What a repeated submission is answered: its review as it began, since a decided one is read, not submitted again. */
function standing(present: Present): ViewRow {
  const { state, due_on: dueOn } = present;
  return { ...present, ...(dueOn !== null && { review: { stage: state, dueOn, reasons: [] } }) };
}

function reviewAnswer({ stage, dueOn }: Opened): SubjectView['review'] {
  return { stage, dueOn, reasons: [] };
}
