import { SubjectApproved, SubjectChangeApproved, SubjectChangeReturned, SubjectReturned } from '@beian/contracts/subject/events';
import type { Tx } from '@beian/kit/db/scope';
import { updateVersioned } from '@beian/kit/db/versioned';
import { publish } from '@beian/kit/outbox/publish';
import { Subject } from '../subject/subject.entity.ts';
import type { Review } from './review.entity.ts';

/** What an officer has decided on a review; `reasons` of a return sealed. */
export interface ReviewDecided {
  readonly command: string;
  readonly reasons: string | null;
  readonly decidedAt: Date;
}
interface RevisionFacts {
  readonly nature: Subject['nature'];
  readonly name: string;
  readonly submitted_at: Date;
  readonly type: string;
  readonly region: string;
  readonly operation_region: string | null;
  readonly unit_name: string | null;
  readonly certificate_index: string;
}

/** Applies the decision to the subject and says it to the other services. Returns the action that records know it by. */
export async function settleReview(tx: Tx, review: Review, decided: ReviewDecided): Promise<string> {
  return review.replaces === null ? settleSubject(tx, review, decided) : settleChange(tx, review, review.replaces, decided);
}

/** SUB-34. */
async function settleSubject(tx: Tx, { id, subject, revision, owner, bureau }: Review, { command, reasons }: ReviewDecided): Promise<string> {
  const action = reasons === null ? 'subject.approve' : 'subject.return';
  await updateVersioned(tx, Subject, subject, reasons === null ? { state: 'approved', approvedRevision: revision } : { state: 'returned' }, { action });
  const facts = { subject, revision, owner, bureau, filing: null, review: id };
  if (reasons === null) publish(tx, SubjectApproved, subject, facts, { causation: command });
  else publish(tx, SubjectReturned, subject, { ...facts, reasons }, { causation: command });
  return action;
}

/** OPN-07: approved, the new revision takes the place of the one in force; returned, that one stays as it is. */
async function settleChange(tx: Tx, { id, subject, revision, owner, bureau, fields, persons }: Review, replaces: number, { command, reasons, decidedAt }: ReviewDecided): Promise<string> {
  const facts = { subject, review: id, revision, replaces, owner, fields, bureau };
  if (reasons !== null) {
    publish(tx, SubjectChangeReturned, subject, { ...facts, reasons }, { causation: command });
    return 'subject_change.return';
  }
  const action = 'subject_change.approve';
  const [row] = await tx.query<RevisionFacts & Record<string, unknown>>(
    `select s.nature, r.name, r.submitted_at, r.type, r.region, r.operation_region, r.unit_name, r.certificate_index
     from subject_revision r join subject s on s.id = r.subject where r.subject = $1 and r.revision = $2`, [subject, revision],
  );
  if (row === undefined) throw new Error(`Revision ${revision} of subject ${subject} is under review and not there`);
  const { nature, name, submitted_at: submittedAt, type, region, operation_region: operationRegion, unit_name: unitName, certificate_index: certificateIndex } = row;
  await updateVersioned(tx, Subject, subject, { revision, approvedRevision: revision, submittedAt, type, region, operationRegion, unitName, certificateIndex }, { action });
  publish(tx, SubjectChangeApproved, subject, { ...facts, nature, type, region, unitName, name, persons, decidedAt: decidedAt.toISOString() }, { causation: command });
  return action;
}

/** Keyed index of the certificate number that an approval would put in force. */
export async function certificateOf(tx: Tx, { subject, revision }: Review): Promise<string> {
  const [row] = await tx.query<{ certificate: string }>(
    'select coalesce(r.certificate_index, s.certificate_index) as certificate from subject_revision r join subject s on s.id = r.subject where r.subject = $1 and r.revision = $2', [subject, revision],
  );
  if (row === undefined) throw new Error(`Revision ${revision} of subject ${subject} is under review and not there`);
  return row.certificate;
}
