import { REVIEW_ACTIONS, REVIEW_MESSAGE, type ReviewMessage } from '@beian/contracts/subject/reviews';
import type { Principal } from '@beian/contracts/principal';
import type { Reason } from '@beian/contracts/reason';
import type { Keys } from '@beian/kit/auth/keys';
import { PRINCIPAL_TOKEN, TokenPrincipal } from '@beian/kit/auth/principal.guard';
import { isProof } from '@beian/kit/auth/proof';
import { verifiedAt } from '@beian/kit/auth/signed-at';
import { canonicalDigest, sha256 } from '@beian/kit/crypto/digest';
import type { Sealer } from '@beian/kit/crypto/sealer';
import { DomainError } from '@beian/kit/errors/domain-error';
import type { ReviewCommand } from './review-command.entity.ts';
import type { CommandRefusal } from './review.errors.ts';

/** The run that a message is for. */
export interface RunAddress {
  readonly namespace: string;
  readonly workflowId: string;
}
/** Who sent a command, and the reasons it gives. */
export interface Verified {
  readonly principal: Principal;
  readonly reasons: readonly Reason[];
}

/** Whether the message is the one that this service sent for this row and run, nothing in it another than kept. */
export function isGenuine(keys: Keys, { namespace, workflowId }: RunAddress, { signature, ...unsigned }: ReviewMessage, command: ReviewCommand): boolean {
  return isProof(keys, keys.service, REVIEW_MESSAGE, { ...unsigned, namespace, workflowId }, signature)
    && unsigned.action === command.action && unsigned.expectedVersion === command.expectedVersion && unsigned.payloadDigest === command.payloadDigest
    && unsigned.issuedAt === command.receivedAt.toISOString() && unsigned.expiresAt === command.expiresAt.toISOString();
}

/** The sender by identity's own signature as of the moment in which the command came: a forgery needs the keys of two services. */
export async function verifySender(keys: Keys, sealer: Sealer, message: ReviewMessage, command: ReviewCommand, now: Date): Promise<Verified | CommandRefusal> {
  if (command.expiresAt < now) return 'command.expired';
  const token = await sealer.open(command.token, `review_command:${command.id}:token`);
  const principal = sha256(token) === message.credential ? senderOf(keys, token, command) : undefined;
  if (principal === undefined || principal.account !== command.sender) return 'command.credential-invalid';
  const payload: unknown = JSON.parse(await sealer.open(command.payload, `review_command:${command.id}:payload`));
  if (canonicalDigest(payload) !== command.payloadDigest) return 'command.signature-invalid';
  return { principal: { ...principal, token }, reasons: command.action === 'return' ? REVIEW_ACTIONS.return.payload.parse(payload).reasons : [] };
}

function senderOf(keys: Keys, token: string, { receivedAt }: ReviewCommand): Omit<Principal, 'token'> | undefined {
  try {
    return verifiedAt(keys, PRINCIPAL_TOKEN, 'identity', TokenPrincipal, token, receivedAt);
  } catch (error) {
    if (error instanceof DomainError) return undefined;
    throw error;
  }
}
