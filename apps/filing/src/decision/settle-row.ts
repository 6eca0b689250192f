import { CommandSettled } from '@beian/contracts/filing/events';
import type { Tx } from '@beian/kit/db/scope';
import { publish } from '@beian/kit/outbox/publish';
import type { Application } from '../application/application.entity.ts';
import type { CommandRow } from './case-context.ts';

/** How a command ended. `result` goes into the answer: number issued, faulty fields, who was first. */
export interface CommandOutcome {
  readonly status: 'applied' | 'refused';
  readonly code: string | null;
  readonly result: Readonly<Record<string, unknown>>;
}

/** Settles the command's row in the transaction of its decision, and says so: a refusal reaches its sender's inbox by this event (S10). */
export async function settleRow(tx: Tx, command: Pick<CommandRow, 'id' | 'action' | 'via' | 'sender'>, application: Application, outcome: CommandOutcome): Promise<void> {
  const { status, code, result } = outcome;
  const { id, stage, revision, filing, siteName, bureau } = application;
  const settled = await tx.query(
    `with settled as (update command set status = $2, code = $3, stage = $4, revision = $5, result = $6, settled_at = clock_timestamp(), version = version + 1
       where id = $1 and status = 'pending' returning id) select id from settled`,
    [command.id, status, code, stage, revision, JSON.stringify(result)],
  );
  if (settled.length !== 1) throw new Error(`Command ${command.id} was settled under its own lock`);
  const { action, via, sender } = command;
  publish(tx, CommandSettled, filing, { command: command.id, filing, application: id, action, via, sender, status, code, siteName, bureau }, { causation: command.id });
}
