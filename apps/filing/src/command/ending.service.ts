import { platformIn, type Principal } from '@beian/contracts/principal';
import type { Keys } from '@beian/kit/auth/keys';
import { inScope, type Tx } from '@beian/kit/db/scope';
import { updateVersioned } from '@beian/kit/db/versioned';
import { notFound } from '@beian/kit/errors/domain-error';
import { record } from '@beian/kit/records/record';
import { DB_WORKER, KEYS } from '@beian/kit/service/tokens';
import { isFinal, OPEN_STAGES } from '@beian/rules/lifecycle/stages';
import { rowFor } from '@beian/rules/lifecycle/transitions';
import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import type { Application } from '../application/application.entity.ts';
import { enterCase } from '../decision/case-context.ts';
import { onBehalfOf } from '@beian/kit/db/on-behalf';
import { settleRow } from '../decision/settle-row.ts';
import { Command } from './command.entity.ts';
import { VOID } from './command.errors.ts';

/** A command as it ended, and whether its case still needs a run. */
export interface Ended {
  readonly command: Command;
  readonly open: boolean;
}

/**
 * Ends commands that no run has settled. The row decides: case and command are locked in the order in which a decision locks
 * them, so either the decision is seen here or this ending is seen there.
 */
@Injectable()
export class EndingService {
  constructor(
    @Inject(DB_WORKER) private readonly source: DataSource,
    @Inject(KEYS) private readonly keys: Keys,
  ) {}

  /** No answer in time: a pending command becomes void, so nothing has changed and nothing will; a settled one stays as it is. */
  async voidIfPending(id: string, application: string, sender?: Principal): Promise<Ended> {
    return this.end(id, application, sender, (tx, entered, command) => this.settle(tx, entered, command, 'void', VOID));
  }

  /**
   * The run let the message not in. When the row's stage does not admit it either it is refused; else the run has fallen
   * behind, and the command becomes void.
   */
  async refuseByRow(id: string, application: string, sender: Principal): Promise<Ended> {
    return this.end(id, application, sender, (tx, entered, command) => {
      if (isFinal(entered.stage)) return this.settle(tx, entered, command, 'refused', 'case.final');
      if (rowFor(command.action, entered.stage, entered.kind) === undefined) return this.settle(tx, entered, command, 'refused', 'case.stage-not-allowed');
      return this.settle(tx, entered, command, 'void', VOID);
    });
  }

  private async end(id: string, application: string, sender: Principal | undefined, settle: (tx: Tx, entered: Application, command: Command) => Promise<void>): Promise<Ended> {
    return inScope(this.source, platformIn(), async (tx) => {
      const entered = await enterCase(tx, application);
      const command = await this.locked(tx, id);
      const open = OPEN_STAGES.includes(entered.stage);
      if (command.status === 'pending') {
        await settle(sender === undefined ? tx : onBehalfOf(tx, sender), entered, command);
        return { command: await this.locked(tx, id), open };
      }
      // It was settled, yet its sender heard nothing: perhaps the run has lost it too.
      if (sender !== undefined && command.status === 'applied' && command.untoldSince === null) {
        await updateVersioned(tx, Command, id, { untoldSince: new Date() }, { action: 'command.unanswered' });
      }
      return { command, open };
    });
  }

  private async locked(tx: Tx, id: string): Promise<Command> {
    const command = await tx.manager.findOne(Command, { where: { id }, lock: { mode: 'pessimistic_write' } });
    if (command === null) throw notFound();
    return command;
  }

  private async settle(tx: Tx, application: Application, command: Command, status: 'refused' | 'void', code: string): Promise<void> {
    const { id, filing, bureau, stage, revision } = application;
    record(tx, this.keys, { action: `application.${command.action}`, outcome: 'refused', code, target: { type: 'application', id }, filing, bureau, before: { stage, revision } });
    await settleRow(tx, command, application, { status, code, result: {} });
  }
}
