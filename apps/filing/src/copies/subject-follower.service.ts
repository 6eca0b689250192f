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

/** The name of a revision: as it is kept under a sealing context, and as everybody may read it. */
interface Opener {
  keptIn(context: string): Promise<string>;
  shown(): Promise<string>;
}

const ACTION = { action: 'application.followSubject' };

/** Cases and filings go with the newest revision of their subject. The worker sees those of the subject from here on. */
@Injectable()
export class SubjectFollower {
  constructor(@Inject(SEALER) private readonly sealer: Sealer) {}

  /**
   * S6: cases in review take the revision over. The case's own revision rises, so that a decision on the former one is refused
   * and the officer looks again. A returned case takes the revision with its resubmission.
   */
  async follow(tx: Tx, revision: FollowedRevision): Promise<void> {
    await enter(tx, revision.subject);
    await this.followCases(tx, revision, 'submitted', this.openerOf(revision));
  }

  /** OPN-07: a changed subject is followed by its cases too, and what is filed says who opens it now. Returns what is filed. */
  async followChange(tx: Tx, revision: FollowedRevision): Promise<Filing[]> {
    await enter(tx, revision.subject);
    const opener = this.openerOf(revision);
    await this.followCases(tx, revision, 'approved', opener);
    const filed = await tx.manager.find(Filing, { where: { subject: revision.subject, state: 'filed' }, lock: { mode: 'pessimistic_write' }, order: { id: 'ASC' } });
    for (const filing of filed) await followFiling(tx, filing, revision, opener);
    return filed;
  }

  private async followCases(tx: Tx, revision: FollowedRevision, state: 'submitted' | 'approved', opener: Opener): Promise<void> {
    const cases = await tx.manager.find(Application, { where: { subject: revision.subject, stage: In([...CLOCK_STAGES]) }, lock: { mode: 'pessimistic_write' }, order: { id: 'ASC' } });
    for (const application of cases.filter((each) => each.subjectRevision < revision.revision)) {
      await updateVersioned(tx, Application, application.id, {
        revision: application.revision + 1, subjectRevision: revision.revision, subjectState: state, subjectType: revision.type,
        subjectName: await opener.keptIn(subjectNameContext(application.id)), persons: union(application.persons, revision.persons),
      }, ACTION);
      await followFiling(tx, await tx.manager.findOneByOrFail(Filing, { id: application.filing }), revision, opener);
    }
  }

  /** A unit's name is public; a person's is opened when somebody needs it, once, and sealed for where it is kept. */
  private openerOf({ subject, revision, unitName, name }: FollowedRevision): Opener {
    if (unitName !== null) return { keptIn: async () => unitName, shown: async () => unitName };
    let opened: Promise<string> | undefined;
    const clear = (): Promise<string> => (opened ??= orErasedText(this.sealer.open(name, `subject:${subject}:${revision}:name`)));
    return { keptIn: async (context) => this.sealer.seal(await clear(), context), shown: async () => maskName(await clear()) };
  }
}

async function followFiling(tx: Tx, { id, persons }: Filing, { type, persons: added }: FollowedRevision, opener: Opener): Promise<void> {
  const patch = { openerName: await opener.keptIn(openerContext(id)), openerShown: await opener.shown(), openerKind: type, persons: union(persons, added) };
  await updateVersioned(tx, Filing, id, patch, ACTION);
}

async function enter(tx: Tx, subject: string): Promise<void> {
  const [found] = await tx.query<{ bureaus: number[] | null }>('select bureaus_of_subject($1) as bureaus', [subject]);
  await widen(tx, found?.bureaus ?? []);
}

const union = (some: readonly string[], others: readonly string[]): string[] => [...new Set([...some, ...others])];
