import { Controller } from '@nestjs/common';
import type { DataOf } from '@beian/contracts/define-event';
import type { Envelope } from '@beian/contracts/envelope';
import { ApplicationResubmitted, ApplicationSubmitted, ApplicationTransferred } from '@beian/contracts/filing/events';
import { ReviewMoved, ReviewOpened, SubjectChangeSubmitted, SubjectSubmitted } from '@beian/contracts/subject/events';
import type { Tx } from '@beian/kit/db/scope';
import { OnEvent } from '@beian/kit/kafka/on-event';
import { openToBureau, tellSubjectUploads } from './upload-access.ts';

/** Which bureaus may see which pictures: those of the filings that are with them now, and of the subjects in them. */
@Controller()
export class UploadAccessConsumer {
  @OnEvent(ApplicationSubmitted)
  async submitted({ data }: Envelope<DataOf<typeof ApplicationSubmitted>>, tx: Tx): Promise<void> {
    await openToBureau(tx, data);
  }

  @OnEvent(ApplicationResubmitted)
  async resubmitted({ data }: Envelope<DataOf<typeof ApplicationResubmitted>>, tx: Tx): Promise<void> {
    await openToBureau(tx, data);
  }

  @OnEvent(ApplicationTransferred)
  async transferred({ data }: Envelope<DataOf<typeof ApplicationTransferred>>, tx: Tx): Promise<void> {
    await openToBureau(tx, data);
  }

  /** OPN-04: a subject's own review opens its pictures to its bureau, as a filing does. */
  @OnEvent(ReviewOpened)
  async reviewOpened({ data: { review, subject, owner, bureau } }: Envelope<DataOf<typeof ReviewOpened>>, tx: Tx): Promise<void> {
    await openToBureau(tx, { filing: review, subject, owner, bureau, uploads: [] });
  }

  @OnEvent(ReviewMoved)
  async reviewMoved({ data: { review, subject, owner, bureau } }: Envelope<DataOf<typeof ReviewMoved>>, tx: Tx): Promise<void> {
    await openToBureau(tx, { filing: review, subject, owner, bureau, uploads: [] });
  }

  /** OPN-07: the pictures of a change, beside those in force. */
  @OnEvent(SubjectChangeSubmitted)
  async changeSubmitted({ data }: Envelope<DataOf<typeof SubjectChangeSubmitted>>, tx: Tx): Promise<void> {
    await tellSubjectUploads(tx, data);
  }

  @OnEvent(SubjectSubmitted)
  async subjectSubmitted({ data }: Envelope<DataOf<typeof SubjectSubmitted>>, tx: Tx): Promise<void> {
    await tellSubjectUploads(tx, data);
  }
}
