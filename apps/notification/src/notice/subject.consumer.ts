import { Controller, Inject } from '@nestjs/common';
import type { DataOf } from '@beian/contracts/define-event';
import type { Envelope } from '@beian/contracts/envelope';
import { SubjectApproved, SubjectReturned } from '@beian/contracts/subject/events';
import type { Tx } from '@beian/kit/db/scope';
import { OnEvent } from '@beian/kit/kafka/on-event';
import { Notifier } from './notifier.ts';
import { TEXTS } from './texts.rules.ts';

/** A bundled subject's decision (S6): the SMS is that of its case, so this stays in the system (NTF-10 speaks of separate review). */
@Controller()
export class SubjectConsumer {
  constructor(@Inject(Notifier) private readonly notifier: Notifier) {}

  @OnEvent(SubjectApproved)
  async approved({ id, snapshot, data: { subject, owner, filing, bureau } }: Envelope<DataOf<typeof SubjectApproved>>, tx: Tx): Promise<void> {
    await this.notifier.tell(tx, owner, TEXTS.subjectApproved(subject), { cause: id, snapshot, filing, bureau });
  }

  @OnEvent(SubjectReturned)
  async returned({ id, snapshot, data: { subject, owner, filing, bureau } }: Envelope<DataOf<typeof SubjectReturned>>, tx: Tx): Promise<void> {
    await this.notifier.tell(tx, owner, TEXTS.subjectReturned(subject), { cause: id, snapshot, filing, bureau });
  }
}
