import { Inject, Injectable } from '@nestjs/common';
import type { Principal } from '@beian/contracts/principal';
import type { SubjectStep } from '@beian/contracts/subject/api';
import type { Keys } from '@beian/kit/auth/keys';
import { inScope } from '@beian/kit/db/scope';
import { notFound } from '@beian/kit/errors/domain-error';
import { attempt } from '@beian/kit/records/attempt';
import { DB_API, KEYS } from '@beian/kit/service/tokens';
import type { DataSource } from 'typeorm';
import { ownCase } from '../subject/subject.errors.ts';

interface RevisionRow {
  readonly revision: number;
  readonly submitted_at: Date;
  readonly fields: string[];
}
interface HistoryRow {
  readonly action: string;
  readonly at: Date;
  readonly revision: number | null;
}

const REVISIONS = 'select revision, submitted_at, fields from subject_revision where subject = $1 order by revision';
const HISTORY = `select action, at, (patch->>'revision')::int as revision from subject_history where id = $1 order by version`;
const STEPS: Readonly<Record<string, SubjectStep['step']>> = {
  'subject.submit': 'submitted', 'subject.revise': 'corrected', 'subject.approve': 'approved', 'subject.return': 'returned', 'subject_change.approve': 'changed',
};

/** The history of a subject for officers who see it: what was submitted, decided and changed, without any value of a form. */
@Injectable()
export class HistoryQueries {
  constructor(
    @Inject(DB_API) private readonly db: DataSource,
    @Inject(KEYS) private readonly keys: Keys,
  ) {}

  async steps(caller: Principal, subject: string): Promise<SubjectStep[]> {
    return attempt(this.db, caller, this.keys, { action: 'subject.view', target: { type: 'subject', id: subject }, bureau: caller.bureau }, async () => {
      // A refusal is thrown after the transaction: one that fails costs its connection.
      const found = await inScope(this.db, caller, async (tx) => {
        const revisions = await tx.query<RevisionRow & Record<string, unknown>>(REVISIONS, [subject]);
        if (revisions.length > 0) return { revisions, history: await tx.query<HistoryRow & Record<string, unknown>>(HISTORY, [subject]) };
        // S4: row security hides the officer's own; whether a hidden subject is one is all that is told.
        return (await tx.query<{ own: boolean }>('select is_own_subject($1, null) as own', [subject]))[0]?.own === true ? 'own' : undefined;
      });
      if (found === 'own') throw ownCase();
      if (found === undefined) throw notFound();
      return stepsOf(found.revisions, found.history);
    });
  }
}

/** A change stands in the subject's row once it is approved: until then its revision alone tells of it. */
function stepsOf(revisions: readonly RevisionRow[], history: readonly HistoryRow[]): SubjectStep[] {
  const fieldsOf = new Map(revisions.map(({ revision, fields }) => [revision, fields]));
  let present = 0;
  const moves = history.flatMap(({ action, at, revision }): SubjectStep[] => {
    present = revision ?? present;
    const step = STEPS[action];
    return step === undefined ? [] : [{ at: at.toISOString(), step, revision: present, fields: fieldsOf.get(present) ?? [] }];
  });
  const submitted = new Set(moves.filter(({ step }) => step === 'submitted' || step === 'corrected').map(({ revision }) => revision));
  const changes = revisions.filter(({ revision }) => !submitted.has(revision)).map(({ revision, submitted_at: at, fields }): SubjectStep => ({ at: at.toISOString(), step: 'change_submitted', revision, fields }));
  return [...moves, ...changes].sort((one, other) => other.at.localeCompare(one.at) || other.revision - one.revision);
}
