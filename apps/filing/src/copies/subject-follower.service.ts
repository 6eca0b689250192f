import { Inject, Injectable } from '@nestjs/common';
import type { DataOf } from '@beian/contracts/define-event';
import type { SubjectSubmitted } from '@beian/contracts/subject/events';
import { orErasedText } from '@beian/kit/crypto/erased';
import type { Sealer } from '@beian/kit/crypto/sealer';
import { widen, type Tx } from '@beian/kit/db/scope';
import { updateVersioned } from '@beian/kit/db/versioned';
import { SEALER } from '@beian/kit/service/tokens';
import { CLOCK_STAGES } from '@beian/rules/lifecycle/stages';
import { maskName } from '@beian/rules/persons/masks';
import { In } from 'typeorm';
import { Application } from '../application/application.entity.ts';
import { Filing } from '../filing/filing.entity.ts';
import { openerContext, subjectNameContext } from '../submission/case-data.ts';

/** A revision of a subject, as its events tell of it. */
export type FollowedRevision = Pick<DataOf<typeof SubjectSubmitted>, 'subject' | 'revision' | 'unitName' | 'name' | 'type' | 'persons'>;

const ACTION = { action: 'application.followSubject' };

/** Cases and filings go with the newest revision of their subject. The worker sees those of the subject from here on. */
@Injectable()
export class SubjectFollower {
  constructor(@Inject(SEALER) private readonly sealer: Sealer) {}

  /**
   * S6: cases in review take the revision over. The case's own revision rises, so that a decision on the former one is refused
   * and the officer looks again. A returned case takes the revision with its resubmission.
   */
  async followCases(tx: Tx, revision: FollowedRevision, state: 'submitted' | 'approved'): Promise<void> {
    await this.enter(tx, revision.subject);
    const cases = await tx.manager.find(Application, { where: { subject: revision.subject, stage: In([...CLOCK_STAGES]) }, lock: { mode: 'pessimistic_write' }, order: { id: 'ASC' } });
    for (const application of cases.filter((each) => each.subjectRevision < revision.revision)) {
      await updateVersioned(tx, Application, application.id, {
        revision: application.revision + 1, subjectRevision: revision.revision, subjectState: state, subjectType: revision.type,
        subjectName: await this.nameFor(revision, subjectNameContext(application.id)), persons: [...new Set([...application.persons, ...revision.persons])],
      }, ACTION);
      await this.followFiling(tx, await tx.manager.findOneByOrFail(Filing, { id: application.filing }), revision);
    }
  }

  /** OPN-07: what is filed says who opens it now. Returns the filings. */
  async followFiled(tx: Tx, revision: FollowedRevision): Promise<Filing[]> {
    await this.enter(tx, revision.subject);
    const filed = await tx.manager.find(Filing, { where: { subject: revision.subject, state: 'filed' }, lock: { mode: 'pessimistic_write' }, order: { id: 'ASC' } });
    for (const filing of filed) await this.followFiling(tx, filing, revision);
    return filed;
  }

  private async followFiling(tx: Tx, { id, persons }: Filing, revision: FollowedRevision): Promise<void> {
    await updateVersioned(tx, Filing, id, {
      openerName: await this.nameFor(revision, openerContext(id)), openerShown: revision.unitName ?? maskName(await this.clearName(revision)), openerKind: revision.type,
      persons: [...new Set([...persons, ...revision.persons])],
    }, ACTION);
  }

  private async enter(tx: Tx, subject: string): Promise<void> {
    const [found] = await tx.query<{ bureaus: number[] | null }>('select bureaus_of_subject($1) as bureaus', [subject]);
    await widen(tx, found?.bureaus ?? []);
  }

  /** A unit's name is public, a person's is sealed for where it is kept. */
  private async nameFor(revision: FollowedRevision, context: string): Promise<string> {
    return revision.unitName ?? this.sealer.seal(await this.clearName(revision), context);
  }

  private clearName({ subject, revision, unitName, name }: FollowedRevision): Promise<string> {
    return unitName === null ? orErasedText(this.sealer.open(name, `subject:${subject}:${revision}:name`)) : Promise.resolve(unitName);
  }
}
