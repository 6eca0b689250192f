import { Inject, Injectable } from '@nestjs/common';
import { REVEALS_A_DAY, type RevealAnswer, type RevealRequest } from '@beian/contracts/filing/reveals';
import type { Principal } from '@beian/contracts/principal';
import { REVIEW_REVEAL_RECEIPT, type ReviewRevealReceipt } from '@beian/contracts/subject/reviews';
import type { Keys } from '@beian/kit/auth/keys';
import { unlessErased } from '@beian/kit/crypto/erased';
import { inScope, type Tx } from '@beian/kit/db/scope';
import { defineError, forbidden } from '@beian/kit/errors/domain-error';
import { newId } from '@beian/kit/http/uuid';
import { logger } from '@beian/kit/logging/logger';
import { attempt } from '@beian/kit/records/attempt';
import { record } from '@beian/kit/records/record';
import { DB_API, KEYS } from '@beian/kit/service/tokens';
import { shanghaiDate } from '@beian/rules/calendar/dates';
import { formOfField, personalValue } from '@beian/rules/persons/personal-fields';
import type { DataSource } from 'typeorm';
import { SubjectRevisions } from '../subject/subject-revision.ts';
import { visibleReview } from './reception.ts';
import type { Review } from './review.entity.ts';

/** 403: only who holds the review opens its personal fields. */
const notHolder = defineError('reveal.not_holder', 403, '请先受理该主体审核，再查看完整信息');
/** 404: no personal field, or the form has none. */
const noSuchField = defineError('reveal.no_such_field', 404, '该项没有可查看的完整信息');
/** 410: the law's period has ended. */
const valueErased = defineError('reveal.erased', 410, '该信息已按规定删除');
/** 429: the day's quota is used up (abuse 36). */
const quotaReached = defineError('reveal.quota', 429, '今日查看完整信息的次数已达上限');

const RECEIPT_SECONDS = 60;
const PICTURES: readonly string[] = ['subject.images.licence', 'subject.images.openerId'];

/** Opens one personal field, or shows one picture, of a subject for the officer who holds its review: the record is committed first. */
@Injectable()
export class ReviewReveals {
  constructor(
    @Inject(DB_API) private readonly db: DataSource,
    @Inject(KEYS) private readonly keys: Keys,
    @Inject(SubjectRevisions) private readonly revisions: SubjectRevisions,
  ) {}

  async reveal(caller: Principal, id: string, request: RevealRequest): Promise<RevealAnswer> {
    const { field, upload, reason } = request;
    const entry = { action: 'subject.reveal', target: { type: 'review', id }, bureau: caller.bureau, ground: reason };
    const { review, sealed, replaced } = await attempt(this.db, caller, this.keys, entry, () => this.permit(caller, id, request));
    const data = await unlessErased(this.revisions.open(review.subject, review.revision, sealed), undefined);
    if (data === undefined) throw valueErased();
    if (upload === undefined) {
      const value = personalValue(data, field);
      if (value === undefined) throw noSuchField();
      return { field, value, receipt: null };
    }
    if (!Object.values(data.images).includes(upload) && !(await this.replacedPicture(review, replaced, upload))) throw noSuchField();
    const receipt: ReviewRevealReceipt = { account: caller.account ?? '', review: id, upload, reason };
    return { field, value: null, receipt: await this.keys.sign(REVIEW_REVEAL_RECEIPT, receipt, RECEIPT_SECONDS) };
  }

  /** Checks and record in a transaction of their own; when it does not commit, nothing is opened and no receipt signed. */
  private async permit(caller: Principal, id: string, { field, upload, reason }: RevealRequest): Promise<{ review: Review; sealed: string; replaced: string | undefined }> {
    const { account } = caller;
    if (account === null) throw forbidden();
    const day = shanghaiDate(new Date());
    return inScope(this.db, caller, async (tx) => {
      const review = await visibleReview(tx, id);
      if (review.stage !== 'in_review' || review.holder !== account || review.bureau !== caller.bureau) throw notHolder();
      if (upload === undefined ? formOfField(field) !== 'subject' : !PICTURES.includes(field)) throw noSuchField();
      if ((await countToday(tx, account, day)) >= REVEALS_A_DAY) {
        logger().warn({ account, bureau: caller.bureau, day, reveals: REVEALS_A_DAY }, 'An officer has used up the day’s quota of reveals');
        throw quotaReached();
      }
      await tx.query('insert into review_reveal (id, account, review, field, reason, day) values ($1, $2, $3, $4, $5, $6)', [newId(), account, id, field, reason, day]);
      record(tx, this.keys, { action: 'subject.reveal', outcome: 'done', target: { type: 'subject', id: review.subject }, bureau: review.bureau, ground: reason, after: { review: id, revision: review.revision, fields: [field], ...(upload !== undefined && { uploads: [upload] }) } });
      const forms = await tx.query<{ revision: number; data: string }>('select revision, data from subject_revision where subject = $1 and revision in ($2, $3)', [review.subject, review.revision, review.replaces]);
      const formOf = (revision: number | null): string | undefined => forms.find((one) => one.revision === revision)?.data;
      return { review, sealed: formOf(review.revision) ?? '', replaced: formOf(review.replaces) };
    });
  }

  /** OPN-07: beside the picture of a change the one that it replaces. */
  private async replacedPicture({ subject, replaces }: Review, sealed: string | undefined, upload: string): Promise<boolean> {
    if (replaces === null || sealed === undefined) return false;
    const data = await unlessErased(this.revisions.open(subject, replaces, sealed), undefined);
    return data !== undefined && Object.values(data.images).includes(upload);
  }
}

/** Counts under a lock, so that requests at the same time are counted one after the other. */
async function countToday(tx: Tx, account: string, day: string): Promise<number> {
  await tx.query(`select pg_advisory_xact_lock(hashtextextended('reveal ' || $1, 0))`, [account]);
  const [row] = await tx.query<{ count: number }>('select count(*)::int as count from review_reveal where account = $1 and day = $2', [account, day]);
  return row?.count ?? 0;
}
