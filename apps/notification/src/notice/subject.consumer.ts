import { Controller, Inject } from '@nestjs/common';
import type { DataOf } from '@beian/contracts/define-event';
import type { Envelope } from '@beian/contracts/envelope';
import type { Role } from '@beian/contracts/principal';
import { Reason } from '@beian/contracts/reason';
import { ReviewDueSoon, ReviewOpened, ReviewOverdue, SubjectApproved, SubjectChangeApproved, SubjectChangeReturned, SubjectContested, SubjectReturned } from '@beian/contracts/subject/events';
import { unlessErased } from '@beian/kit/crypto/erased';
import type { Sealer } from '@beian/kit/crypto/sealer';
import type { Tx } from '@beian/kit/db/scope';
import { OnEvent } from '@beian/kit/kafka/on-event';
import { SEALER } from '@beian/kit/service/tokens';
import { fieldsToFollow } from '@beian/rules/subject/change';
import { z } from 'zod';
import { DirectoryCopies } from '../copies/directory-copies.ts';
import { Notifier } from './notifier.ts';
import { TEXTS, type ReasonText, type Text } from './texts.rules.ts';

const Reasons = z.object({ reasons: z.array(Reason) });

/**
 * A subject's decision. A bundled one's SMS is that of its case (S6), so this stays in the system; that of a review of its own goes by
 * SMS too (NTF-10, SUB-35).
 */
@Controller()
export class SubjectConsumer {
  constructor(
    @Inject(Notifier) private readonly notifier: Notifier,
    @Inject(DirectoryCopies) private readonly directory: DirectoryCopies,
    @Inject(SEALER) private readonly sealer: Sealer,
  ) {}

  @OnEvent(ReviewOpened)
  async opened({ id, snapshot, data: { subject, owner, bureau, dueOn, change } }: Envelope<DataOf<typeof ReviewOpened>>, tx: Tx): Promise<void> {
    await this.notifier.tell(tx, owner, change === true ? TEXTS.changeSubmitted(subject, dueOn) : TEXTS.reviewOpened(subject, dueOn), { cause: id, snapshot, bureau });
  }

  @OnEvent(SubjectApproved)
  async approved({ id, snapshot, data: { subject, owner, filing, bureau, review } }: Envelope<DataOf<typeof SubjectApproved>>, tx: Tx): Promise<void> {
    const text = review === undefined ? TEXTS.subjectApproved(subject) : TEXTS.reviewApproved(subject);
    await this.notifier.tell(tx, owner, text, { cause: id, snapshot, filing, bureau, sender: await this.directory.findBureau(tx, bureau) });
  }

  @OnEvent(SubjectReturned)
  async returned({ id, snapshot, data: { subject, owner, filing, bureau, review, reasons } }: Envelope<DataOf<typeof SubjectReturned>>, tx: Tx): Promise<void> {
    const sender = await this.directory.findBureau(tx, bureau);
    const text = review === undefined || reasons === undefined ? TEXTS.subjectReturned(subject) : TEXTS.reviewReturned(subject, sender, await this.open(review, reasons));
    await this.notifier.tell(tx, owner, text, { cause: id, snapshot, filing, bureau, sender });
  }

  /** OPN-07: what follows for the filings is told with it. */
  @OnEvent(SubjectChangeApproved)
  async changeApproved({ id, snapshot, data: { subject, owner, bureau, fields } }: Envelope<DataOf<typeof SubjectChangeApproved>>, tx: Tx): Promise<void> {
    await this.notifier.tell(tx, owner, TEXTS.changeApproved(subject, fieldsToFollow(fields)), { cause: id, snapshot, bureau, sender: await this.directory.findBureau(tx, bureau) });
  }

  @OnEvent(SubjectChangeReturned)
  async changeReturned({ id, snapshot, data: { subject, owner, bureau, review, reasons } }: Envelope<DataOf<typeof SubjectChangeReturned>>, tx: Tx): Promise<void> {
    const sender = await this.directory.findBureau(tx, bureau);
    await this.notifier.tell(tx, owner, TEXTS.changeReturned(subject, sender, await this.open(review, reasons)), { cause: id, snapshot, bureau, sender });
  }

  @OnEvent(ReviewDueSoon)
  async dueSoon(event: Envelope<DataOf<typeof ReviewDueSoon>>, tx: Tx): Promise<void> {
    await this.tellOfficers(tx, event, TEXTS.reviewDueSoon(event.data.review, event.data.dueOn), []);
  }

  /** OPN-54: the supervisors learn of it too. */
  @OnEvent(ReviewOverdue)
  async overdue(event: Envelope<DataOf<typeof ReviewOverdue>>, tx: Tx): Promise<void> {
    await this.tellOfficers(tx, event, TEXTS.reviewOverdue(event.data.review, event.data.dueOn), ['supervisor']);
  }

  /** OPN-65: the bureau that approved a subject looks into who wants to register it again. */
  @OnEvent(SubjectContested)
  async contested({ id, snapshot, data: { bureau, unitName } }: Envelope<DataOf<typeof SubjectContested>>, tx: Tx): Promise<void> {
    for (const account of await this.directory.findOfficers(tx, bureau, ['reviewer', 'supervisor'])) await this.notifier.tell(tx, account, TEXTS.subjectContested(unitName), { cause: id, snapshot, bureau });
  }

  /** The holder, else the bureau's reviewers; S4: nobody whose own case it is. */
  private async tellOfficers(tx: Tx, { id, snapshot, data }: Envelope<DataOf<typeof ReviewDueSoon>>, text: Text, above: readonly Role[]): Promise<void> {
    const { bureau, holder, owner, persons } = data;
    const asked = new Set([...(holder === null ? await this.directory.findOfficers(tx, bureau, ['reviewer']) : [holder]), ...(await this.directory.findOfficers(tx, bureau, above))]);
    for (const own of [owner, ...(await this.directory.findNamed(tx, [...asked], persons))]) asked.delete(own);
    for (const account of asked) await this.notifier.tell(tx, account, text, { cause: id, snapshot, bureau });
  }

  /** Read again long after, by a consumer that begins anew, the reasons may be erased. */
  private async open(review: string, sealed: string): Promise<ReasonText[]> {
    const text = await unlessErased(this.sealer.open(sealed, `review:${review}:reasons`), undefined);
    return text === undefined ? [] : Reasons.parse(JSON.parse(text)).reasons;
  }
}
