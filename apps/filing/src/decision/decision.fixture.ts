import type { ActionName, RunMessage } from '@beian/contracts/filing/actions';
import type { Principal } from '@beian/contracts/principal';
import { SUBJECT_ANSWER } from '@beian/contracts/subject/activities';
import { signProof } from '@beian/kit/auth/proof';
import { PRINCIPAL_TOKEN } from '@beian/kit/auth/principal.guard';
import type { Keys } from '@beian/kit/auth/keys';
import { canonicalDigest, sha256 } from '@beian/kit/crypto/digest';
import type { Sealer } from '@beian/kit/crypto/sealer';
import { inScope } from '@beian/kit/db/scope';
import { createVersioned } from '@beian/kit/db/versioned';
import { newId } from '@beian/kit/http/uuid';
import { filingWorkflowId, type Settlement, type SubjectDecided } from '@beian/workflow-filing/contract';
import type { DataSource } from 'typeorm';
import { Application } from '../application/application.entity.ts';
import { Command } from '../command/command.entity.ts';
import { signMessage } from './run-message.ts';

/** What a spec needs to send commands as the service does. */
export interface Sending {
  readonly api: DataSource;
  readonly filing: Keys;
  readonly identity: Keys;
  readonly sealer: Sealer;
  readonly namespace: string;
}

export interface Wish {
  readonly action: ActionName;
  readonly payload?: unknown;
  /** By default what the row says now. */
  readonly expectedRevision?: number;
}

/** Receives a command the way the service does: sealed row first, then the signed message for the run. */
export async function receiveCommand(sending: Sending, sender: Principal, application: string, wish: Wish): Promise<RunMessage> {
  const { api, filing, identity, sealer, namespace } = sending;
  const { token: _token, ...claims } = sender;
  const token = await identity.sign(PRINCIPAL_TOKEN, claims, 60);
  const id = newId();
  const payload = wish.payload ?? {};
  const now = new Date();
  const expiresAt = new Date(now.getTime() + 60_000);
  return inScope(api, sender, async (tx) => {
    const { filing: filingId, n, bureau, revision } = await tx.manager.findOneByOrFail(Application, { id: application });
    const expectedRevision = wish.expectedRevision ?? revision;
    const payloadDigest = canonicalDigest(payload);
    await createVersioned(tx, Command, {
      id, application, filing: filingId, bureau, action: wish.action, via: 'update', expectedRevision, sender: sender.account!,
      token: await sealer.seal(token, `command:${id}:token`), payload: await sealer.seal(JSON.stringify(payload), `command:${id}:payload`), payloadDigest,
      status: 'pending', code: null, stage: null, revision: null, result: null, receivedAt: now, expiresAt, settledAt: null, untoldSince: null,
    }, { action: 'command.received' });
    return signMessage(filing, { namespace, workflowId: filingWorkflowId(filingId, n) }, {
      command: id, application, action: wish.action, payloadDigest, expectedRevision, issuedAt: now.toISOString(), expiresAt: expiresAt.toISOString(), credential: sha256(token),
    });
  });
}

/** What the subject service answers, signed, to what a settlement asks of it. */
export function subjectAnswer(keys: Keys, { subject: asked }: Settlement, state: SubjectDecided): { state: SubjectDecided; revision: number; signature: string } {
  if (asked === undefined) throw new Error('The settlement asks nothing of the subject service');
  const { expiresAt: _expiresAt, signature: _signature, ...facts } = asked.input;
  return { state, revision: facts.revision, signature: signProof(keys, SUBJECT_ANSWER, { ...facts, state }) };
}
