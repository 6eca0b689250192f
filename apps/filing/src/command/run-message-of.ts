import type { RunMessage } from '@beian/contracts/filing/actions';
import type { Keys } from '@beian/kit/auth/keys';
import { sha256 } from '@beian/kit/crypto/digest';
import { filingWorkflowId } from '@beian/workflow-filing/contract';
import { signMessage } from '../decision/run-message.ts';
import type { Command } from './command.entity.ts';

/** A signed message and the run it is for. */
export interface Addressed {
  readonly workflowId: string;
  readonly message: RunMessage;
}

/**
 * The command as its run gets it, signed. Made of the row alone, so that a command sent again is the same message to the last
 * byte and the run drops it if it had it.
 */
export function messageOf(keys: Keys, namespace: string, n: number, command: Command, token: string): Addressed {
  const workflowId = filingWorkflowId(command.filing, n);
  const { id, application, action, payloadDigest, expectedRevision, receivedAt, expiresAt } = command;
  const message = signMessage(keys, { namespace, workflowId }, {
    command: id, application, action, payloadDigest, expectedRevision,
    issuedAt: receivedAt.toISOString(), expiresAt: expiresAt.toISOString(), credential: sha256(token),
  });
  return { workflowId, message };
}
