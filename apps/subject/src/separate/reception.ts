import { REVIEW_MESSAGE, type ReviewMessage, type RunReviewAction } from '@beian/contracts/subject/reviews';
import { OFFICER_ROLES, type Principal } from '@beian/contracts/principal';
import type { Keys } from '@beian/kit/auth/keys';
import { signProof } from '@beian/kit/auth/proof';
import { canonicalDigest, sha256 } from '@beian/kit/crypto/digest';
import type { Sealer } from '@beian/kit/crypto/sealer';
import type { Tx } from '@beian/kit/db/scope';
import { createVersioned } from '@beian/kit/db/versioned';
import { forbidden } from '@beian/kit/errors/domain-error';
import { takenConstraint } from '@beian/kit/errors/unique-violation';
import type { ReviewMessageName } from '@beian/rules/subject/review';
import { subjectWorkflowId } from '@beian/workflow-subject/contract';
import { hidden, refusalOf } from '../subject/found.ts';
import { subjectHolder } from './reasons.ts';
import { ReviewCommand } from './review-command.entity.ts';
import { Review } from './review.entity.ts';
import { keyReused } from './review.errors.ts';

/** What an officer asks for; the payload is parsed. */
export interface ActRequest {
  readonly command: string;
  readonly review: string;
  readonly action: ReviewMessageName;
  readonly via: ReviewCommand['via'];
  readonly expectedVersion: number;
  readonly payload: unknown;
}

/** How long a command may wait for its run: an Update's sender waits, a signal's does not. */
const LIFETIME_MS = { update: 60_000, row: 60_000, signal: 24 * 3_600_000 } as const;

/** The review in the caller's own scope, locked if wanted; an officer's own is refused (S4), what is not seen does not exist. */
export async function visibleReview(tx: Tx, id: string, lock = false): Promise<Review> {
  const found = OFFICER_ROLES.some((role) => tx.principal.roles.includes(role)) ? await tx.manager.findOneBy(Review, { id }) : null;
  // What is decided is locked by no officer any more, and read again to say so.
  if (found !== null && lock) return (await tx.manager.findOne(Review, { where: { id }, lock: { mode: 'pessimistic_write' } })) ?? tx.manager.findOneByOrFail(Review, { id });
  if (found !== null) return found;
  throw refusalOf(await hidden(tx, 'review', id));
}

/** The command of an earlier request with the same key; another request under that key is refused. */
export async function earlierCommand(tx: Tx, request: ActRequest): Promise<ReviewCommand | undefined> {
  const earlier = await tx.manager.findOneBy(ReviewCommand, { id: request.command });
  if (earlier === null) return undefined;
  const { review, action, expectedVersion, payload } = request;
  const same = earlier.review === review && earlier.action === action && earlier.expectedVersion === expectedVersion && earlier.payloadDigest === digestOf(payload);
  if (!same) throw keyReused();
  return earlier;
}

/** The row of a command that has just come, not yet written. */
export async function newCommand(sealer: Sealer, { account, token }: Principal, request: ActRequest, { subject, bureau }: Review): Promise<ReviewCommand> {
  if (account === null || token === null) throw forbidden();
  const { command: id, review, action, via, expectedVersion, payload } = request;
  const receivedAt = new Date();
  return Object.assign(new ReviewCommand(), {
    id, version: 1, review, bureau, action, via, expectedVersion, sender: account,
    token: await sealer.seal(token, `review_command:${id}:token`, subjectHolder(subject)),
    payload: await sealer.seal(JSON.stringify(payload), `review_command:${id}:payload`, subjectHolder(subject)),
    payloadDigest: digestOf(payload),
    status: 'pending', code: null, stage: null, receivedAt, expiresAt: new Date(receivedAt.getTime() + LIFETIME_MS[via]), settledAt: null,
  } satisfies ReviewCommand);
}

/** Another request with the same key was faster, or the key is somebody else's: this transaction is lost, the next one tells which. */
export class KeyTaken extends Error {}

/** Writes the attempt, pending or (a row operation) with its outcome. */
export async function keepCommand(tx: Tx, command: ReviewCommand): Promise<void> {
  const { version: _version, ...row } = command;
  try {
    await createVersioned(tx, ReviewCommand, row, { action: `review_command.${command.status === 'pending' ? 'receive' : command.status}` });
  } catch (error) {
    if (takenConstraint(error) === 'review_command_pkey') throw new KeyTaken();
    throw error;
  }
}

/** A signed message and the run it is for. */
export interface Addressed {
  readonly workflowId: string;
  readonly message: ReviewMessage;
}

/** The command as its run gets it. Made of the row alone, so that a command sent again is the same message to the last byte. */
export function messageOf(keys: Keys, namespace: string, { subject, n }: Pick<Review, 'subject' | 'n'>, command: ReviewCommand, token: string): Addressed {
  const workflowId = subjectWorkflowId(subject, n);
  const { id, review, action, payloadDigest, expectedVersion, receivedAt, expiresAt } = command;
  const unsigned = {
    command: id, review, action: action as RunReviewAction, payloadDigest, expectedVersion,
    issuedAt: receivedAt.toISOString(), expiresAt: expiresAt.toISOString(), credential: sha256(token),
  };
  return { workflowId, message: { ...unsigned, signature: signProof(keys, REVIEW_MESSAGE, { ...unsigned, namespace, workflowId }) } };
}

/** Of the payload as its JSON will be read again. */
const digestOf = (payload: unknown): string => canonicalDigest(JSON.parse(JSON.stringify(payload)));
