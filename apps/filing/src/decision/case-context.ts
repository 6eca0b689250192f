import type { ActionName } from '@beian/contracts/filing/actions';
import { notFound } from '@beian/kit/errors/domain-error';
import type { Tx } from '@beian/kit/db/scope';
import { OPEN_STAGES, type Stage } from '@beian/rules/lifecycle/stages';
import { Application } from '../application/application.entity.ts';
import type { SubjectDecided } from '@beian/workflow-filing/contract';
import type { CommandResult } from '../command/command.entity.ts';

/** A command as its row says it (see command/). */
export interface CommandRow {
  readonly id: string;
  readonly action: ActionName;
  readonly via: 'update' | 'signal' | 'row';
  readonly sender: string | null;
  /** Sealed (`command:<id>:payload`, `command:<id>:token`). */
  readonly payload: string;
  readonly token: string;
  readonly payload_digest: string;
  readonly expected_revision: number;
  readonly status: 'pending' | 'applied' | 'refused' | 'void';
  readonly code: string | null;
  readonly result: CommandResult | null;
  readonly received_at: Date;
  readonly expires_at: Date;
}

/** What a decision reads beside the case: copies of bureau and subject, and whether another case decides the subject. */
export interface Surroundings {
  readonly bureau: { readonly issuingCode: string; readonly prefix: string; readonly phone: string | null } | null;
  readonly subject: { readonly revision: number; readonly state: 'submitted' | 'approved' | 'returned'; readonly owner: string; readonly approvedRevision: number | null; readonly separate: boolean } | null;
  readonly earlierTaken: boolean;
}

/** Locks the case, whatever bureau has it now, and reads it; the transaction sees that bureau from here on. */
export async function enterCase(tx: Tx, id: string): Promise<Application> {
  const [entered] = await tx.query<{ bureau: number | null }>('select enter_case($1) as bureau', [id]);
  const application = entered?.bureau == null ? null : await tx.manager.findOneBy(Application, { id });
  if (application === null) throw notFound();
  return application;
}

const COMMAND = 'c.id, c.action, c.via, c.sender, c.payload, c.token, c.payload_digest, c.expected_revision, c.status, c.code, c.result, c.received_at, c.expires_at';
const SURROUNDINGS = `
  (select jsonb_build_object('issuingCode', b.issuing_code, 'prefix', b.prefix, 'phone', b.brigade_phone) from bureau_copy b where b.bureau = $2) as bureau,
  (select jsonb_build_object('revision', s.revision, 'state', s.state, 'owner', s.owner, 'approvedRevision', s.approved_revision, 'separate', s.separate) from subject_copy s where s.subject = $3) as subject,
  exists (select 1 from application o where o.subject = $3 and o.id <> $1 and o.stage = any($4) and o.first_taken_at < $5) as "earlierTaken"`;

/** The command, locked, with the surroundings of its case; undefined when no such command was ever received for it. */
export async function lockCommand(tx: Tx, id: string, application: Application): Promise<(CommandRow & Surroundings) | undefined> {
  const [row] = await tx.query<CommandRow & Surroundings>(
    `select ${COMMAND}, ${SURROUNDINGS} from command c where c.id = $6 and c.application = $1 for update of c`,
    [application.id, application.bureau, application.subject, OPEN_STAGES satisfies readonly Stage[], application.firstTakenAt, id],
  );
  return row;
}

/** The same for a page, without any command; with the names that lists show. */
export async function readSurroundings(tx: Tx, application: Application): Promise<Surroundings & { bureauName: string; filingNumber: string | null }> {
  const [row] = await tx.query<Surroundings & { bureauName: string; filingNumber: string | null }>(
    `select ${SURROUNDINGS}, coalesce((select name from bureau_copy where bureau = $2), '') as "bureauName", (select number from filing where id = $6) as "filingNumber"`,
    [application.id, application.bureau, application.subject, OPEN_STAGES, application.firstTakenAt, application.filing],
  );
  if (row === undefined) throw new Error('A statement without source gave no row');
  return row;
}

/**
 * Where the subject of a case stands (S6). `decidable`: this case's approval approves it first; `waits`: an earlier case's does;
 * `awaited`: a review of its own does (OPN-04). `registered`: another account's subject of the same certificate number is approved (OPN-65).
 */
export type SubjectStanding = 'approved' | 'decidable' | 'waits' | 'awaited' | 'returned' | 'superseded' | 'registered';

export function standingOf(application: Application, { subject, earlierTaken }: Surroundings, decided?: { state: SubjectDecided; revision: number }): SubjectStanding {
  if (decided !== undefined) return decided.revision === application.subjectRevision ? decided.state : 'superseded';
  if (application.subjectState === 'approved') return 'approved';
  if (subject?.approvedRevision != null && subject.approvedRevision >= application.subjectRevision) return 'approved';
  if (subject !== null && subject.revision > application.subjectRevision) return 'superseded';
  if (subject !== null && subject.state === 'returned') return 'returned';
  if (subject?.separate === true) return 'awaited';
  return earlierTaken ? 'waits' : 'decidable';
}
