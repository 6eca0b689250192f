import { Inject, Injectable } from '@nestjs/common';
import { ApplicationDueSoon, ApplicationOverdue } from '@beian/contracts/filing/events';
import { platformIn } from '@beian/contracts/principal';
import type { Keys } from '@beian/kit/auth/keys';
import type { Sealer } from '@beian/kit/crypto/sealer';
import { inScope, type Tx } from '@beian/kit/db/scope';
import { updateVersioned, type Patch } from '@beian/kit/db/versioned';
import { publish } from '@beian/kit/outbox/publish';
import { record } from '@beian/kit/records/record';
import { DB_WORKER, KEYS, SEALER } from '@beian/kit/service/tokens';
import { decide } from '@beian/rules/lifecycle/transitions';
import type { CaseState, PlatformStep } from '@beian/workflow-filing/contract';
import type { DataSource } from 'typeorm';
import { Application } from '../application/application.entity.ts';
import { applyEffect } from './apply-effect.ts';
import { enterCase } from './case-context.ts';
import { caseStateOf } from './case-state.ts';
import { end } from './effects/end.ts';
import { factsWithStage } from './outcome.ts';

/** What the platform does by itself when a moment of the row has come. */
@Injectable()
export class PlatformService {
  constructor(
    @Inject(DB_WORKER) private readonly source: DataSource,
    @Inject(KEYS) private readonly keys: Keys,
    @Inject(SEALER) private readonly sealer: Sealer,
  ) {}

  async read(application: string): Promise<CaseState> {
    return inScope(this.source, platformIn(), async (tx) => caseStateOf(await enterCase(tx, application)));
  }

  /** Takes the step if the row says that its moment has come; asked too early or again, it changes nothing. */
  async step(id: string, step: PlatformStep, now = new Date()): Promise<CaseState> {
    return inScope(this.source, platformIn(), async (tx) => {
      const application = await enterCase(tx, id);
      const { remindAt, dueAt, lapsesAt } = caseStateOf(application);
      const moment = { remind: remindAt, escalate: dueAt, lapse: lapsesAt }[step];
      if (moment === null || Date.parse(moment) > now.getTime()) return caseStateOf(application);
      if (step === 'lapse') return this.lapse(tx, application, now);
      return this.mark(tx, application, step, now);
    });
  }

  private async mark(tx: Tx, application: Application, step: 'remind' | 'escalate', now: Date): Promise<CaseState> {
    const patch: Patch<Application> = step === 'remind' ? { remindedAt: now } : { escalatedAt: now };
    const action = `application.${step}`;
    await updateVersioned(tx, Application, application.id, patch, { action });
    const after = Object.assign(new Application(), application, patch);
    publish(tx, step === 'remind' ? ApplicationDueSoon : ApplicationOverdue, after.filing, { ...factsWithStage(after), holder: after.holder });
    record(tx, this.keys, { action, outcome: 'done', target: { type: 'application', id: after.id }, filing: after.filing, bureau: after.bureau, after: { dueOn: after.dueOn } });
    return caseStateOf(after);
  }

  private async lapse(tx: Tx, application: Application, now: Date): Promise<CaseState> {
    const decision = decide({ message: 'lapse', stage: application.stage, kind: application.kind, role: 'platform', limitReached: true });
    if (!decision.allowed) return caseStateOf(application);
    return caseStateOf(await applyEffect(tx, this.keys, application, 'application.lapse', end({ tx, application, keys: this.keys, sealer: this.sealer, now }, 'lapsed')));
  }
}
