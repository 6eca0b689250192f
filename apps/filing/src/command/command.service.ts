import { ACTIONS } from '@beian/contracts/filing/actions';
import type { CommandView } from '@beian/contracts/filing/api';
import type { Principal } from '@beian/contracts/principal';
import type { Keys } from '@beian/kit/auth/keys';
import { requireRealPerson } from '@beian/kit/auth/real-person';
import type { ServiceEnvironment } from '@beian/kit/config/environment';
import type { Sealer } from '@beian/kit/crypto/sealer';
import { inScope, type Tx } from '@beian/kit/db/scope';
import { notFound } from '@beian/kit/errors/domain-error';
import { attempt } from '@beian/kit/records/attempt';
import { DB_API, ENVIRONMENT, KEYS, SEALER } from '@beian/kit/service/tokens';
import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { rowOperation, type RowCommand } from '../application/row-operations.ts';
import { announceSettled } from '../decision/settle-row.ts';
import { Command } from './command.entity.ts';
import { keyReused } from './command.errors.ts';
import { answerOf, viewOf } from './command-view.ts';
import { EndingService } from './ending.service.ts';
import { earlierCommand, keepCommand, KeyTaken, newCommand, visibleCase, type ActRequest } from './reception.ts';
import { RecoverService } from './recover.service.ts';
import { RunClient, type Delivery } from '@beian/kit/temporal/run-client';
import { messageOf, type Addressed } from './run-message-of.ts';

/** An attempt that is kept, and the way to its run while it is pending. */
interface Received {
  readonly command: Command;
  readonly addressed?: Addressed;
}

@Injectable()
export class CommandService {
  constructor(
    @Inject(DB_API) private readonly source: DataSource,
    @Inject(KEYS) private readonly keys: Keys,
    @Inject(SEALER) private readonly sealer: Sealer,
    @Inject(ENVIRONMENT) private readonly environment: Pick<ServiceEnvironment, 'TEMPORAL_NAMESPACE' | 'REQUIRE_REAL_PERSON_FOR_SUBMIT'>,
    @Inject(RunClient) private readonly runs: RunClient,
    @Inject(EndingService) private readonly endings: EndingService,
    @Inject(RecoverService) private readonly recovery: RecoverService,
  ) {}

  /**
   * Acts on an application, once an idempotency key. Answers the settled command, or a pending one for a signal; throws the
   * refusal (409, 422), or 503 when nobody settled it: nothing has changed then.
   */
  async act(principal: Principal, request: ActRequest): Promise<CommandView> {
    const entry = { action: `application.${request.action}`, target: { type: 'application', id: request.application } };
    const { command, addressed } = await attempt(this.source, principal, this.keys, entry, () => this.receive(principal, request));
    if (addressed === undefined) return answerOf(command);
    return request.via === 'signal' ? this.signal(principal, command, addressed) : this.update(principal, command, addressed);
  }

  /** A command as its sender may see it at any time. */
  async view(principal: Principal, id: string): Promise<CommandView> {
    const command = await this.find(principal, id);
    if (command === null) throw notFound();
    return viewOf(command);
  }

  private async receive(principal: Principal, request: ActRequest): Promise<Received> {
    // A case may have been submitted before the locality made the demand.
    if (request.action === 'resubmit') requireRealPerson(principal, this.environment);
    try {
      return await this.keep(principal, request);
    } catch (error) {
      if (!(error instanceof KeyTaken)) throw error;
      return this.keep(principal, request).catch((again: unknown) => {
        throw again instanceof KeyTaken ? keyReused() : again;
      });
    }
  }

  /** The recorded attempt, before anything is asked of the run; a row operation is done in the same transaction. */
  private async keep(principal: Principal, request: ActRequest): Promise<Received> {
    return inScope(this.source, principal, async (tx) => {
      const earlier = await earlierCommand(tx, request);
      // Whoever has given the case away does not see it any more, and is told again that it is done.
      if (earlier !== undefined && earlier.status !== 'pending') return { command: earlier };
      const found = await visibleCase(tx, request.application);
      const command = earlier ?? (await newCommand(this.sealer, principal, request, found));
      if (earlier === undefined && ACTIONS[request.action].channel === 'row') await this.operate(tx, request, command);
      else if (earlier === undefined) await keepCommand(tx, command);
      if (command.status !== 'pending') return { command };
      // The token that came with the first request: the message stays the same when the request comes again.
      const token = earlier === undefined ? (principal.token ?? '') : await this.sealer.open(command.token, `command:${command.id}:token`);
      return { command, addressed: messageOf(this.keys, this.environment.TEMPORAL_NAMESPACE, found.n, command, token) };
    });
  }

  private async operate(tx: Tx, { command: id, application: about, expectedRevision, action, payload }: ActRequest, command: Command): Promise<void> {
    const { status, code, application, result } = await rowOperation(tx, this.keys, { id, application: about, expectedRevision, action, payload } as RowCommand);
    Object.assign(command, { status, code, result, stage: application.stage, revision: application.revision, settledAt: new Date() });
    await keepCommand(tx, command);
    announceSettled(tx, command, application, { status, code });
  }

  private async update(principal: Principal, command: Command, addressed: Addressed): Promise<CommandView> {
    const delivery = await this.deliver(command, () => this.runs.update(addressed.workflowId, addressed.message));
    if (delivery.kind !== 'told') return answerOf(await this.endedWithoutRun(principal, command, addressed, delivery));
    const settled = await this.find(principal, command.id);
    if (settled === null || settled.status === 'pending') throw new Error(`The run has answered command ${command.id}, yet it is not settled`);
    return answerOf(settled);
  }

  private async signal(principal: Principal, command: Command, addressed: Addressed): Promise<CommandView> {
    const delivery = await this.deliver(command, () => this.runs.signal(addressed.workflowId, addressed.message));
    if (delivery.kind === 'told') return viewOf(command);
    return answerOf(await this.endedWithoutRun(principal, command, addressed, delivery));
  }

  /** Sends; a run that is lost, or not started yet, is started and sent to once more. */
  private async deliver({ application }: Command, send: () => Promise<Delivery>): Promise<Delivery> {
    const delivery = await send();
    if (delivery.kind !== 'closed') return delivery;
    return (await this.recovery.recover(application)) === 'started' ? send() : delivery;
  }

  private async endedWithoutRun(principal: Principal, { id, application }: Command, { workflowId }: Addressed, delivery: Delivery): Promise<Command> {
    if (delivery.kind === 'unanswered') return (await this.endings.voidIfPending(id, application, principal)).command;
    const { command, open } = await this.endings.refuseByRow(id, application, principal);
    // The row admits what the run refused: the run has fallen behind.
    if (open && command.status === 'void') await this.runs.resync(workflowId);
    return command;
  }

  private async find(principal: Principal, id: string): Promise<Command | null> {
    return inScope(this.source, principal, (tx) => tx.manager.findOneBy(Command, { id }));
  }
}
