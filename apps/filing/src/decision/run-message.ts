import type { RunMessage } from '@beian/contracts/filing/actions';
import type { Keys } from '@beian/kit/auth/keys';
import { canonicalJson } from '@beian/kit/crypto/digest';

/** To which run a message may go. */
export interface RunAddress {
  readonly namespace: string;
  readonly workflowId: string;
}

/** Everything that the signature covers: what is signed for one case, stage and time fits no other (abuse case 7). */
function signedBytes(address: RunAddress, message: Omit<RunMessage, 'signature'>): string {
  const { command, application, action, payloadDigest, expectedRevision, issuedAt, expiresAt, credential, key } = message;
  const { namespace, workflowId } = address;
  return canonicalJson({ namespace, workflowId, command, application, action, payloadDigest, expectedRevision, issuedAt, expiresAt, credential, key });
}

/** The message with the filing service's signature. */
export function signMessage(keys: Keys, address: RunAddress, message: Omit<RunMessage, 'key' | 'signature'>): RunMessage {
  const whole = { ...message, key: keys.keyId };
  return { ...whole, signature: keys.signBytes(signedBytes(address, whole)) };
}

/** Whether the filing service signed exactly this message for exactly this run. */
export function isSigned(keys: Keys, address: RunAddress, message: RunMessage): boolean {
  return keys.verifyBytes(keys.service, signedBytes(address, message), message.signature);
}
