import { Inject, Injectable } from '@nestjs/common';
import { RunMessage, type ActionName, type PayloadOf } from '@beian/contracts/filing/actions';
import { platformIn, type Principal } from '@beian/contracts/principal';
import type { Keys } from '@beian/kit/auth/keys';
import type { ServiceEnvironment } from '@beian/kit/config/environment';
import type { Sealer } from '@beian/kit/crypto/sealer';
import { inScope, type Tx } from '@beian/kit/db/scope';
import { logger } from '@beian/kit/logging/logger';
import { record } from '@beian/kit/records/record';
import { DB_WORKER, ENVIRONMENT, KEYS, SEALER } from '@beian/kit/service/tokens';
import type { Stage } from '@beian/rules/lifecycle/stages';
import { filingWorkflowId, type Settlement, type SubjectDecided } from '@beian/workflow-filing/contract';
import type { DataSource } from 'typeorm';
import type { Application } from '../application/application.entity.ts';
import { applyEffect } from './apply-effect.ts';
import { enterCase, lockCommand, standingOf, type CommandRow, type SubjectStanding, type Surroundings } from './case-context.ts';
import { caseStateOf } from './case-state.ts';
import { answer } from './decide-command.ts';
import { approve, passInitial } from './effects/approve.ts';
import { end } from './effects/end.ts';
import { resubmit } from './effects/resubmit.ts';
import { returnCase } from './effects/return.ts';
import { setInteractive } from './effects/set-interactive.ts';
import { FORGERIES, isGenuine, verifyMessage } from './message-check.ts';
import { onBehalfOf } from '@beian/kit/db/on-behalf';
import { isRefused, type Effect, type Refused, type Scene } from './outcome.ts';
import type { RunAddress } from './run-message.ts';
import { settleRow } from './settle-row.ts';
import { askApproval, askReturn, isAnswerOf } from './subject-proof.ts';

export interface SettleInput {
  readonly application: string;
  readonly message: RunMessage;
  readonly subjectDecided?: { readonly state: SubjectDecided; readonly revision: number; readonly signature?: string | undefined };
  /** The run that asks, when one does: anybody who reaches Temporal can start another that does, too. */
  readonly from?: RunAddress | undefined;
}
type Command = CommandRow & Surroundings;

@Injectable()
export class DecisionService {
  constructor(
    @Inject(DB_WORKER) private readonly source: DataSource,
    @Inject(KEYS) private readonly keys: Keys,
    @Inject(SEALER) private readonly sealer: Sealer,
    @Inject(ENVIRONMENT) private readonly environment: Pick<ServiceEnvironment, 'TEMPORAL_NAMESPACE'>,
  ) {}

  /** Settles a command, once: verified, decided and written under the lock of case and command. A repeat changes nothing. */
  async settle(input: SettleInput): Promise<Settlement> {
    return inScope(this.source, platformIn(), async (tx) => {
      const application = await enterCase(tx, input.application);
      // The run checks no more than the shape; what a statement would choke on would come again until its own expiry.
      const command = RunMessage.safeParse(input.message).success ? await lockCommand(tx, input.message.command, application) : undefined;
      if (command === undefined) return this.alarm(tx, application, input.message, 'command.unknown');
      if (command.status !== 'pending' && isGenuine(this.keys, this.addressOf(application, input), input.message, command)) return this.stored(command, command.status, application);
      return this.decideAndWrite(tx, application, command, input);
    });
  }

  private async decideAndWrite(tx: Tx, application: Application, command: Command, input: SettleInput): Promise<Settlement> {
    const { message, subjectDecided } = input;
    if (subjectDecided !== undefined && !isAnswerOf(this.keys, application, command, subjectDecided)) return this.alarm(tx, application, message, 'subject.answer-forged');
    const now = new Date();
    const verified = await verifyMessage(this.keys, this.sealer, this.addressOf(application, input), message, command, now);
    if (typeof verified === 'string') {
      // A settled command is not settled again, whatever comes in its name.
      if (FORGERIES.includes(verified) || command.status !== 'pending') return this.alarm(tx, application, message, verified);
      return this.refuse(tx, application, command, { refused: verified });
    }
    const { principal, payload } = verified;
    const acting = onBehalfOf(tx, principal);
    const standing = standingOf(application, command, subjectDecided);
    const { action } = command;
    const answered = answer({ principal, action, payload, expectedRevision: command.expected_revision, application, surroundings: command, standing, now });
    if ('refused' in answered) return this.refuse(acting, application, command, answered);
    if (answered.subjectFirst) return this.askForSubject(application, command, principal);
    const scene: Scene = { tx: acting, application, surroundings: command, keys: this.keys, sealer: this.sealer, now, command: command.id, receivedAt: command.received_at };
    const effect = await effectOf(scene, action, answered.next, payload, standing);
    if (isRefused(effect)) return this.refuse(acting, application, command, effect);
    const after = await applyEffect(acting, this.keys, application, `application.${action}`, effect);
    await settleRow(acting, command, after, { status: 'applied', code: null, result: { ...effect.result, ...(effect.returnSubject && { returnSubject: effect.returnSubject }) } });
    const settled: Settlement = { command: command.id, status: 'applied', code: null, case: caseStateOf(after) };
    return effect.returnSubject === undefined ? settled : { ...settled, subject: { step: 'return', input: askReturn(this.keys, effect.returnSubject) } };
  }

  /** What was settled before, with the step that the subject service is still to take: the run may have lost the first answer. */
  private stored(command: Command, status: Settlement['status'], application: Application): Settlement {
    const returnSubject = command.result?.returnSubject;
    return {
      command: command.id, status, code: command.code, case: caseStateOf(application),
      ...(returnSubject && { subject: { step: 'return' as const, input: askReturn(this.keys, returnSubject) } }),
    };
  }

  /** Where a message for the case is signed to; a run of another id gets none that fits. */
  private addressOf({ filing, n }: Application, { from }: SettleInput): RunAddress {
    return from ?? { namespace: this.environment.TEMPORAL_NAMESPACE, workflowId: filingWorkflowId(filing, n) };
  }

  /** S6: nothing is written yet; the subject service decides its revision, then the command is settled. */
  private askForSubject(application: Application, command: Command, principal: Principal): Settlement {
    const input = askApproval(this.keys, application, command, principal.account ?? '');
    return { command: command.id, status: 'needs_subject', code: null, case: caseStateOf(application), subject: { step: 'approve', input } };
  }

  private async refuse(tx: Tx, application: Application, command: Command, { refused: code, fields }: Refused): Promise<Settlement> {
    record(tx, this.keys, { action: `application.${command.action}`, outcome: 'refused', code, target: { type: 'application', id: application.id }, filing: application.filing, bureau: application.bureau, before: { stage: application.stage, revision: application.revision } });
    await settleRow(tx, command, application, { status: 'refused', code, result: fields === undefined ? {} : { fields } });
    return { command: command.id, status: 'refused', code, case: caseStateOf(application) };
  }

  /** Somebody without our keys speaks to the run: recorded and alarmed; the case and any real command of that id stay as they are. */
  private alarm(tx: Tx, application: Application, message: RunMessage, code: string): Settlement {
    record(tx, this.keys, { action: 'command.forged', outcome: 'refused', code, target: { type: 'application', id: application.id }, filing: application.filing, bureau: application.bureau });
    logger().error({ alarm: code, application: application.id, command: message.command }, 'A message to a run that nobody here has sent');
    return { command: message.command, status: 'refused', code, case: caseStateOf(application) };
  }
}

async function effectOf(scene: Scene, action: ActionName, next: Stage, payload: unknown, standing: SubjectStanding): Promise<Effect | Refused> {
  switch (action) {
    case 'passInitial':
    case 'approve':
      if (next !== 'approved') return passInitial(scene);
      return standing === 'approved' ? approve(scene) : { refused: 'case.subject-not-approved' };
    case 'return':
      return returnCase(scene, payload as PayloadOf<'return'>);
    case 'resubmit':
      return resubmit(scene, payload as PayloadOf<'resubmit'>);
    case 'setInteractive':
      return setInteractive(scene, payload as PayloadOf<'setInteractive'>);
    case 'withdraw':
      return end(scene, 'withdrawn');
    default:
      return { refused: 'case.message-unknown' };
  }
}
