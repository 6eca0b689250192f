import { Inject, Injectable } from '@nestjs/common';
import type { Principal } from '@beian/contracts/principal';
import type { SubjectStep } from '@beian/contracts/subject/api';
import type { Keys } from '@beian/kit/auth/keys';
import type { Tx } from '@beian/kit/db/scope';
import { attempt } from '@beian/kit/records/attempt';
import { DB_API, KEYS } from '@beian/kit/service/tokens';
import type { DataSource } from 'typeorm';
import { found, hidden } from '../subject/found.ts';

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

interface OutcomeRow {
  readonly revision: number;
  readonly action: 'review.return' | 'review.withdraw';
  readonly at: Date;
}

const REVISIONS = 'select revision, submitted_at, fields from subject_revision where subject = $1 order by revision';
const HISTORY = `select action, at, (patch->>'revision')::int as revision from subject_history where id = $1 order by version`;
const OUTCOMES = 'select revision, action, at from change_outcomes($1)';
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
    const entry = { action: 'subject.view', target: { type: 'subject', id: subject }, bureau: caller.bureau };
    return attempt(this.db, caller, this.keys, entry, () => found(this.db, caller, (tx) => readSteps(tx, subject)));
  }
}

async function readSteps(tx: Tx, subject: string): Promise<SubjectStep[] | 'own' | undefined> {
  const revisions = await tx.query<RevisionRow & Record<string, unknown>>(REVISIONS, [subject]);
  if (revisions.length === 0) return hidden(tx, 'subject', subject, null);
  const history = await tx.query<HistoryRow & Record<string, unknown>>(HISTORY, [subject]);
  const outcomes = await tx.query<OutcomeRow & Record<string, unknown>>(OUTCOMES, [subject]);
  return stepsOf(revisions, history, outcomes);
}

/** A change stands in the subject's row once it is approved: until then its revision alone tells of it. */
function stepsOf(revisions: readonly RevisionRow[], history: readonly HistoryRow[], outcomes: readonly OutcomeRow[]): SubjectStep[] {
  const fieldsOf = new Map(revisions.map(({ revision, fields }) => [revision, fields]));
  let present = 0;
  const moves = history.flatMap(({ action, at, revision }): SubjectStep[] => {
    present = revision ?? present;
    const step = STEPS[action];
    return step === undefined ? [] : [{ at: at.toISOString(), step, revision: present, fields: fieldsOf.get(present) ?? [] }];
  });
  const submitted = new Set(moves.filter(({ step }) => step === 'submitted' || step === 'corrected').map(({ revision }) => revision));
  const changes = revisions.filter(({ revision }) => !submitted.has(revision)).map(({ revision, submitted_at: at, fields }): SubjectStep => ({ at: at.toISOString(), step: 'change_submitted', revision, fields }));
  const ends = outcomes.map(({ revision, action, at }): SubjectStep => ({ at: at.toISOString(), step: action === 'review.return' ? 'change_returned' : 'change_withdrawn', revision, fields: [] }));
  return [...moves, ...changes, ...ends].sort((one, other) => other.at.localeCompare(one.at) || other.revision - one.revision);
}
