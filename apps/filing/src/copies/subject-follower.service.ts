import { Inject, Injectable } from '@nestjs/common';
import type { DataOf } from '@beian/contracts/define-event';
import type { SubjectSubmitted } from '@beian/contracts/subject/events';
import { orErasedText } from '@beian/kit/crypto/erased';
import type { Sealer } from '@beian/kit/crypto/sealer';
import { widen, type Tx } from '@beian/kit/db/scope';
import { updateVersioned } from '@beian/kit/db/versioned';
import { SEALER } from '@beian/kit/service/tokens';
import { CLOCK_STAGES } from '@beian/rules/lifecycle/stages';
import { In } from 'typeorm';
import { Application } from '../application/application.entity.ts';
import { Filing } from '../filing/filing.entity.ts';
import { subjectNameContext } from '../submission/case-data.ts';

@Injectable()
export class SubjectFollower {
  constructor(@Inject(SEALER) private readonly sealer: Sealer) {}

  /**
   * S6: cases in review go with the newest revision of their subject. The case's own revision rises, so that a decision on
   * the former one is refused and the officer looks again. A returned case takes the revision with its resubmission.
   */
  async follow(tx: Tx, { subject, revision, unitName, name, type, persons }: DataOf<typeof SubjectSubmitted>): Promise<void> {
    const [found] = await tx.query<{ bureaus: number[] | null }>('select bureaus_of_subject($1) as bureaus', [subject]);
    await widen(tx, found?.bureaus ?? []);
    const cases = await tx.manager.find(Application, { where: { subject, stage: In([...CLOCK_STAGES]) }, lock: { mode: 'pessimistic_write' }, order: { id: 'ASC' } });
    for (const application of cases.filter((each) => each.subjectRevision < revision)) {
      const clear = unitName ?? (await orErasedText(this.sealer.open(name, `subject:${subject}:${revision}:name`)));
      await updateVersioned(tx, Application, application.id, {
        revision: application.revision + 1, subjectRevision: revision, subjectState: 'submitted', subjectType: type,
        subjectName: unitName ?? (await this.sealer.seal(clear, subjectNameContext(application.id))),
        persons: [...new Set([...application.persons, ...persons])],
      }, { action: 'application.followSubject' });
      const filing = await tx.manager.findOneByOrFail(Filing, { id: application.filing });
      await updateVersioned(tx, Filing, filing.id, { persons: [...new Set([...filing.persons, ...persons])] }, { action: 'application.followSubject' });
    }
  }
}
