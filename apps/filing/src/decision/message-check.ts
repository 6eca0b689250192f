import { ACTIONS, type RunMessage } from '@beian/contracts/filing/actions';
import type { Principal } from '@beian/contracts/principal';
import { TokenPrincipal, PRINCIPAL_TOKEN } from '@beian/kit/auth/principal.guard';
import type { Keys } from '@beian/kit/auth/keys';
import { canonicalDigest, sha256 } from '@beian/kit/crypto/digest';
import type { Sealer } from '@beian/kit/crypto/sealer';
import { DomainError } from '@beian/kit/errors/domain-error';
import type { FilingRefusal } from '../application/application.errors.ts';
import type { CommandRow } from './case-context.ts';
import { isSigned, type RunAddress } from './run-message.ts';
import { verifiedAt } from '@beian/kit/auth/signed-at';

/** Who sent a command, and what it says. */
export interface Verified {
  readonly principal: Principal;
  readonly payload: unknown;
}

/** Refusals that say nothing about the command itself: somebody sends messages in its name. */
export const FORGERIES: readonly FilingRefusal[] = ['command.unknown', 'command.signature-invalid', 'command.credential-invalid'];

/**
 * Whether message and command row belong together and to this run and moment: a forgery needs the keys of two services,
 * ours for the message and identity's for the sender's token (architecture: the signature).
 */
export async function verifyMessage(keys: Keys, sealer: Sealer, address: RunAddress, message: RunMessage, command: CommandRow, now: Date): Promise<Verified | FilingRefusal> {
  if (!isGenuine(keys, address, message, command)) return 'command.signature-invalid';
  if (Date.parse(message.expiresAt) < now.getTime()) return 'command.expired';
  const token = await sealer.open(command.token, `command:${command.id}:token`);
  if (sha256(token) !== message.credential) return 'command.credential-invalid';
  const principal = senderOf(keys, token, command);
  if (principal === undefined || principal.account !== command.sender) return 'command.credential-invalid';
  const payload: unknown = JSON.parse(await sealer.open(command.payload, `command:${command.id}:payload`));
  if (canonicalDigest(payload) !== command.payload_digest) return 'command.signature-invalid';
  const parsed = ACTIONS[command.action].payload.safeParse(payload);
  return parsed.success ? { principal: { ...principal, token }, payload: parsed.data } : 'command.payload-invalid';
}

/** Whether the message is the one that was sent for this row: signed for this run, and nothing in it, its life included, another than kept. */
export function isGenuine(keys: Keys, address: RunAddress, message: RunMessage, command: CommandRow): boolean {
  return isSigned(keys, address, message)
    && message.action === command.action && message.expectedRevision === command.expected_revision && message.payloadDigest === command.payload_digest
    && message.issuedAt === command.received_at.toISOString() && message.expiresAt === command.expires_at.toISOString();
}

/** The sender by identity's own signature, as of the moment in which the command came. */
function senderOf(keys: Keys, token: string, command: CommandRow): Omit<Principal, 'token'> | undefined {
  try {
    return verifiedAt(keys, PRINCIPAL_TOKEN, 'identity', TokenPrincipal, token, command.received_at);
  } catch (error) {
    if (error instanceof DomainError) return undefined;
    throw error;
  }
}
