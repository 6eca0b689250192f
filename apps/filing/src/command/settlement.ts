import { CommandSettled } from '@beian/contracts/filing/events';
import type { Tx } from '@beian/kit/db/scope';
import { updateVersioned } from '@beian/kit/db/versioned';
import { publish } from '@beian/kit/outbox/publish';
import { record, type RecordEntry, type Signer } from '@beian/kit/records/record';
import type { Stage } from '@beian/rules/lifecycle/stages';
import { Command, type CommandResult } from './command.entity.ts';

/** What of a command its settlement names. */
export type Settled = Pick<Command, 'id' | 'application' | 'filing' | 'action' | 'via' | 'sender'>;

/** How a command ended, with the case as it stands then. */
export interface Ending {
  readonly status: 'applied' | 'refused' | 'void';
  /** Null exactly when applied. */
  readonly code: string | null;
  readonly stage: Stage;
  readonly revision: number;
  readonly bureau: number;
  readonly siteName: string;
  readonly result?: CommandResult | null;
  /** Values for the auditor. */
  readonly before?: RecordEntry['before'];
  readonly after?: RecordEntry['after'];
}

/**
 * Ends a pending command: its row, history, event for the sender's inbox, and signed record. The caller holds the row's
 * lock and has seen that it is pending; everything is in the caller's transaction.
 */
export async function settleCommandRow(tx: Tx, signer: Signer, command: Settled, ending: Ending): Promise<void> {
  const { status, code, stage, revision, result = null } = ending;
  await updateVersioned(tx, Command, command.id, { status, code, stage, revision, result, settledAt: new Date() }, { action: `command.${status}` });
  announceSettlement(tx, signer, command, ending);
}

/** The event and the record of a settlement whose row is written with it (row operations). */
export function announceSettlement(tx: Tx, signer: Signer, command: Settled, ending: Ending): void {
  const { id, application, filing, action, via, sender } = command;
  const { status, code, bureau, siteName, before, after } = ending;
  publish(tx, CommandSettled, filing, { command: id, filing, application, action, via, sender, status, code, siteName, bureau }, { causation: id });
  record(tx, signer, {
    action: `application.${action}`,
    outcome: status === 'applied' ? 'done' : 'refused',
    code,
    target: { type: 'application', id: application },
    filing,
    bureau,
    ...(before && { before }),
    after: { stage: ending.stage, revision: ending.revision, command: id, ...after },
  });
}
