import { Controller, Inject } from '@nestjs/common';
import type { DataOf } from '@beian/contracts/define-event';
import type { Envelope } from '@beian/contracts/envelope';
import { SubjectChangeApproved } from '@beian/contracts/subject/events';
import type { Keys } from '@beian/kit/auth/keys';
import type { Tx } from '@beian/kit/db/scope';
import { OnEvent } from '@beian/kit/kafka/on-event';
import { record } from '@beian/kit/records/record';
import { KEYS } from '@beian/kit/service/tokens';
import { keepSubject } from '../copies/keep-subject.ts';
import { SubjectFollower } from '../copies/subject-follower.service.ts';

const CHANGE = 'insert into subject_change (subject, revision, owner, fields, decided_at) values ($1, $2, $3, $4, $5) on conflict do nothing';

/** A changed subject is in force (OPN-07): cases under review go over to it, and each filing under it shows the change until it is approved again. */
@Controller()
export class SubjectChangeConsumer {
  constructor(
    @Inject(KEYS) private readonly keys: Keys,
    @Inject(SubjectFollower) private readonly follower: SubjectFollower,
  ) {}

  @OnEvent(SubjectChangeApproved)
  async approved({ data }: Envelope<DataOf<typeof SubjectChangeApproved>>, tx: Tx): Promise<void> {
    const { subject, revision, owner, fields, decidedAt } = data;
    await keepSubject(tx, data, 'approved');
    await tx.query(CHANGE, [subject, revision, owner, fields, decidedAt]);
    for (const { id, bureau } of await this.follower.followChange(tx, data)) {
      record(tx, this.keys, { action: 'filing.subject_changed', outcome: 'done', target: { type: 'filing', id }, filing: id, bureau, after: { subject, subjectRevision: revision, fields } });
    }
  }
}
