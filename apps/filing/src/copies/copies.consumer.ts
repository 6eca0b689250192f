import { Controller, Inject } from '@nestjs/common';
import type { DataOf } from '@beian/contracts/define-event';
import type { Envelope } from '@beian/contracts/envelope';
import { BureauChanged, OfficerAppointed, RegionChanged } from '@beian/contracts/identity/events';
import { SubjectApproved, SubjectReturned, SubjectSubmitted } from '@beian/contracts/subject/events';
import type { Tx } from '@beian/kit/db/scope';
import { OnEvent } from '@beian/kit/kafka/on-event';
import { SubjectFollower } from './subject-follower.service.ts';

/** Keeps the copies of what identity and subject own; each event carries the whole of what it changes. */
@Controller()
export class CopiesConsumer {
  constructor(@Inject(SubjectFollower) private readonly follower: SubjectFollower) {}

  @OnEvent(BureauChanged)
  async bureauChanged({ data }: Envelope<DataOf<typeof BureauChanged>>, tx: Tx): Promise<void> {
    const { bureau, parent, name, level, issuingCode, prefix, brigadePhone, regions, active } = data;
    await tx.query(
      `insert into bureau_copy (bureau, parent, name, level, issuing_code, prefix, brigade_phone, regions, active) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
       on conflict (bureau) do update set parent = excluded.parent, name = excluded.name, level = excluded.level, issuing_code = excluded.issuing_code,
         prefix = excluded.prefix, brigade_phone = excluded.brigade_phone, regions = excluded.regions, active = excluded.active`,
      [bureau, parent, name, level, issuingCode, prefix, brigadePhone, regions, active],
    );
  }

  @OnEvent(RegionChanged)
  async regionChanged({ data }: Envelope<DataOf<typeof RegionChanged>>, tx: Tx): Promise<void> {
    const { code, name, parent, abolishedOn, successors } = data;
    await tx.query(
      `insert into region_copy (code, name, parent, abolished_on, successors) values ($1, $2, $3, $4, $5)
       on conflict (code) do update set name = excluded.name, parent = excluded.parent, abolished_on = excluded.abolished_on, successors = excluded.successors`,
      [code, name, parent, abolishedOn, successors],
    );
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
    await this.keepSubject(tx, data, 'submitted');
    if (data.revision > 1) await this.follower.follow(tx, data);
  }

  @OnEvent(SubjectApproved)
  async subjectApproved({ data }: Envelope<DataOf<typeof SubjectApproved>>, tx: Tx): Promise<void> {
    await this.keepSubject(tx, data, 'approved');
  }

  @OnEvent(SubjectReturned)
  async subjectReturned({ data }: Envelope<DataOf<typeof SubjectReturned>>, tx: Tx): Promise<void> {
    await this.keepSubject(tx, data, 'returned');
  }

  private async keepSubject(tx: Tx, { subject, owner, revision }: { subject: string; owner: string; revision: number }, state: 'submitted' | 'approved' | 'returned'): Promise<void> {
    await tx.query(
      `insert into subject_copy (subject, owner, revision, state, approved_revision) values ($1, $2, $3, $4, $5)
       on conflict (subject) do update set owner = excluded.owner, revision = excluded.revision, state = excluded.state,
         approved_revision = coalesce(excluded.approved_revision, subject_copy.approved_revision)`,
      [subject, owner, revision, state, state === 'approved' ? revision : null],
    );
  }
}
