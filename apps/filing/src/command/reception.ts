import type { ActionName } from '@beian/contracts/filing/actions';
import { CommandReceived } from '@beian/contracts/filing/events';
import { OFFICER_ROLES, type Principal } from '@beian/contracts/principal';
import { canonicalDigest } from '@beian/kit/crypto/digest';
import type { Sealer } from '@beian/kit/crypto/sealer';
import type { Tx } from '@beian/kit/db/scope';
import { createVersioned } from '@beian/kit/db/versioned';
import { forbidden } from '@beian/kit/errors/domain-error';
import { publish } from '@beian/kit/outbox/publish';
import { refuseUnseen } from '../application/own-case.ts';
import { caseHolder } from '../submission/case-data.ts';
import { takenConstraint } from '@beian/kit/errors/unique-violation';
import { Command } from './command.entity.ts';
import { keyReused } from './command.errors.ts';

/** What somebody asks for; the payload is parsed. */
export interface ActRequest {
  readonly command: string;
  readonly application: string;
  readonly action: ActionName;
  readonly via: Command['via'];
  readonly expectedRevision: number;
  readonly payload: unknown;
}

/** A case as far as its reception needs it. */
export interface ReceivingCase {
  readonly filing: string;
  readonly n: number;
  readonly bureau: number;
}

/** How long a command may wait for its run: an Update's sender waits, a signal's does not. */
const LIFETIME_MS = { update: 60_000, row: 60_000, signal: 24 * 3_600_000 } as const;

/** The case in the caller's own scope; one that the caller does not see does not exist, also for roles that see none; an officer's own is refused (S4). */
export async function visibleCase(tx: Tx, application: string): Promise<ReceivingCase> {
  const [found] = await tx.query<ReceivingCase & { owner: string }>('select filing, n, bureau, owner from application where id = $1', [application]);
  const { account, roles } = tx.principal;
  if (found === undefined || (found.owner !== account && !OFFICER_ROLES.some((role) => roles.includes(role)))) return refuseUnseen(tx, application);
  return found;
}

/** The command of an earlier request with the same key; another request under that key is refused. */
export async function earlierCommand(tx: Tx, request: ActRequest): Promise<Command | undefined> {
  const earlier = await tx.manager.findOneBy(Command, { id: request.command });
  if (earlier === null) return undefined;
  const same = earlier.application === request.application && earlier.action === request.action && earlier.expectedRevision === request.expectedRevision
    && earlier.payloadDigest === digestOf(request.payload);
  if (!same) throw keyReused();
  return earlier;
}

/** The row of a command that has just come, not yet written. */
export async function newCommand(sealer: Sealer, principal: Principal, request: ActRequest, { filing, bureau }: ReceivingCase): Promise<Command> {
  const { account, token } = principal;
  if (account === null || token === null) throw forbidden();
  const { command: id, application, action, via, expectedRevision, payload } = request;
  const receivedAt = new Date();
  return Object.assign(new Command(), {
    id, version: 1, application, filing, bureau, action, via, expectedRevision, sender: account,
    token: await sealer.seal(token, `command:${id}:token`, caseHolder(application)),
    payload: await sealer.seal(JSON.stringify(payload), `command:${id}:payload`, caseHolder(application)),
    payloadDigest: digestOf(payload),
    status: 'pending', code: null, stage: null, revision: null, result: null,
    receivedAt, expiresAt: new Date(receivedAt.getTime() + LIFETIME_MS[via]), settledAt: null, untoldSince: null,
  } satisfies Command);
}

/** Another request with the same key was faster, or the key is somebody else's: this transaction is lost, the next one tells which. */
export class KeyTaken extends Error {}

/** Writes the attempt, pending or (a row operation) with its outcome, and says that it came. */
export async function keepCommand(tx: Tx, command: Command): Promise<void> {
  const { version: _version, ...row } = command;
  const { id, filing, application, action, via, bureau } = command;
  try {
    await createVersioned(tx, Command, row, { action: `command.${command.status === 'pending' ? 'receive' : command.status}` });
  } catch (error) {
    if (takenConstraint(error) === 'command_pkey') throw new KeyTaken();
    throw error;
  }
  publish(tx, CommandReceived, filing, { command: id, filing, application, action, via, bureau }, { causation: id });
}

/** Of the payload as its JSON will be read again: what JSON leaves out does not count. */
const digestOf = (payload: unknown): string => canonicalDigest(JSON.parse(JSON.stringify(payload)));
