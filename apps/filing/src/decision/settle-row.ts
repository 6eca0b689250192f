import { CommandSettled } from '@beian/contracts/filing/events';
import type { Tx } from '@beian/kit/db/scope';
import { updateVersioned } from '@beian/kit/db/versioned';
import { publish } from '@beian/kit/outbox/publish';
import type { Application } from '../application/application.entity.ts';
import { whoWasFirst } from '../application/who-was-first.ts';
import { Command } from '../command/command.entity.ts';
import type { CommandRow } from './case-context.ts';

/** How a command ended. `result` goes into the answer: number issued, faulty fields, who was first. */
export interface CommandOutcome {
  readonly status: 'applied' | 'refused' | 'void';
  readonly code: string | null;
  readonly result: Readonly<Record<string, unknown>>;
}

/** Settles the command's row, whose lock the caller holds, in the transaction of its decision, and says so: a refusal reaches its sender's inbox by this event (S10). */
export async function settleRow(tx: Tx, command: Pick<CommandRow, 'id' | 'action' | 'via' | 'sender'>, application: Application, outcome: CommandOutcome): Promise<void> {
  const { status, code, result } = outcome;
  const { stage, revision } = application;
  const first = code === null ? {} : await whoWasFirst(tx, application, code);
  await updateVersioned(tx, Command, command.id, { status, code, stage, revision, result: { ...result, ...first }, settledAt: new Date() }, { action: `command.${status}` });
  announceSettled(tx, command, application, outcome);
}

/** Says how a command ended, for a row that is written with its outcome (row operations). */
export function announceSettled(tx: Tx, command: Pick<CommandRow, 'id' | 'action' | 'via' | 'sender'>, application: Application, { status, code }: Pick<CommandOutcome, 'status' | 'code'>): void {
  const { id, filing, siteName, bureau } = application;
  const { action, via, sender } = command;
  publish(tx, CommandSettled, filing, { command: command.id, filing, application: id, action, via, sender, status, code, siteName, bureau }, { causation: command.id });
}
