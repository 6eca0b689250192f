import { approveRevision, returnRevision, SUBJECT_ANSWER, type SubjectFacts } from '@beian/contracts/subject/activities';
import type { Keys } from '@beian/kit/auth/keys';
import { isProof, signProof } from '@beian/kit/auth/proof';
import type { SubjectDecided, SubjectDecision } from '@beian/workflow-filing/contract';
import type { Application } from '../application/application.entity.ts';
import type { CommandRow } from './case-context.ts';

/*
 * The subject service decides by an activity, and anybody who reaches Temporal can ask for one or play the run that carries the
 * answer. So both ways are signed: the run takes them along and can make neither.
 */

/** Asks for the approval of the case's subject, within the life of the officer's command. */
export function askApproval(keys: Keys, application: Application, command: CommandRow, actor: string): SubjectDecision {
  return signed(keys, approveRevision.name, factsOf(application, command, actor), command.expires_at.toISOString());
}

/** Asks that the subject be returned after its case; that stays true, so it has no end. */
export function askReturn(keys: Keys, { command, subject, revision, filing, application, bureau, actor }: SubjectFacts): SubjectDecision {
  return signed(keys, returnRevision.name, { command, subject, revision, filing, application, bureau, actor }, null);
}

/** Whether the subject service has given this answer to what was asked for the command. */
export function isAnswerOf(keys: Keys, application: Application, command: CommandRow, { state, revision, signature }: { state: SubjectDecided; revision: number; signature?: string | undefined }): boolean {
  const facts = { ...factsOf(application, command, command.sender ?? ''), revision };
  return signature !== undefined && isProof(keys, 'subject', SUBJECT_ANSWER, { ...facts, state }, signature);
}

function factsOf({ id, subject, subjectRevision: revision, filing, bureau }: Application, command: CommandRow, actor: string): SubjectFacts {
  return { command: command.id, subject, revision, filing, application: id, bureau, actor };
}

function signed(keys: Keys, purpose: string, facts: SubjectFacts, expiresAt: string | null): SubjectDecision {
  return { ...facts, expiresAt, signature: signProof(keys, purpose, { ...facts, expiresAt }) };
}
