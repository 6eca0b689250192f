import { Controller, Inject } from '@nestjs/common';
import type { DataOf } from '@beian/contracts/define-event';
import type { Envelope } from '@beian/contracts/envelope';
import { BureauChanged, OfficerAppointed, RegionChanged } from '@beian/contracts/identity/events';
import { SubjectApproved, SubjectReturned, SubjectSubmitted } from '@beian/contracts/subject/events';
import type { Tx } from '@beian/kit/db/scope';
import { keepBureau, keepRegion } from '@beian/kit/jurisdiction/copies';
import { OnEvent } from '@beian/kit/kafka/on-event';
import { keepSubject } from './keep-subject.ts';
import { SubjectFollower } from './subject-follower.service.ts';

/** Keeps the copies of what identity and subject own; each event carries the whole of what it changes. */
@Controller()
export class CopiesConsumer {
  constructor(@Inject(SubjectFollower) private readonly follower: SubjectFollower) {}

  @OnEvent(BureauChanged)
  async bureauChanged({ data }: Envelope<DataOf<typeof BureauChanged>>, tx: Tx): Promise<void> {
    await keepBureau(tx, data);
  }

  @OnEvent(RegionChanged)
  async regionChanged({ data }: Envelope<DataOf<typeof RegionChanged>>, tx: Tx): Promise<void> {
    await keepRegion(tx, data);
  }

  @OnEvent(OfficerAppointed)
  async officerAppointed({ data }: Envelope<DataOf<typeof OfficerAppointed>>, tx: Tx): Promise<void> {
    const { account, bureau, roles, person, active } = data;
    await tx.query(
      `insert into officer_copy (account, bureau, roles, person, active) values ($1, $2, $3, $4, $5)
       on conflict (account) do update set bureau = excluded.bureau, roles = excluded.roles, person = excluded.person, active = excluded.active`,
      [account, bureau, roles, person, active],
    );
  }

  @OnEvent(SubjectSubmitted)
  async subjectSubmitted({ data }: Envelope<DataOf<typeof SubjectSubmitted>>, tx: Tx): Promise<void> {
    await keepSubject(tx, data, 'submitted');
    await tx.query('update subject_copy set separate = $2 where subject = $1 and separate <> $2', [data.subject, data.separate === true]);
    if (data.revision > 1) await this.follower.follow(tx, data);
  }

  @OnEvent(SubjectApproved)
  async subjectApproved({ data }: Envelope<DataOf<typeof SubjectApproved>>, tx: Tx): Promise<void> {
    await keepSubject(tx, data, 'approved');
  }

  @OnEvent(SubjectReturned)
  async subjectReturned({ data }: Envelope<DataOf<typeof SubjectReturned>>, tx: Tx): Promise<void> {
    await keepSubject(tx, data, 'returned');
  }
}
