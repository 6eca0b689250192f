import type { ActionName, PayloadOf } from '@beian/contracts/filing/actions';
import type { Principal } from '@beian/contracts/principal';
import { decide, type DecisionRequest } from '@beian/rules/lifecycle/transitions';
import type { Stage } from '@beian/rules/lifecycle/stages';
import type { Application } from '../application/application.entity.ts';
import { capacities, isOwnCase } from '../application/application.rules.ts';
import type { SubjectStanding, Surroundings } from './case-context.ts';
import { isLateReturn } from './effects/return.ts';

/** What is decided: by whom, what, on which case, and where its subject stands. */
export interface Question {
  readonly principal: Principal;
  readonly action: ActionName;
  readonly payload: unknown;
  readonly expectedRevision: number;
  readonly application: Application;
  readonly surroundings: Pick<Surroundings, 'bureau'>;
  readonly standing: SubjectStanding;
  readonly now: Date;
}

/** `next` is where the case goes; with `subjectFirst` the subject service has to approve before that. */
export type Answer = { readonly next: Stage; readonly subjectFirst: boolean } | { readonly refused: string };

/** The transition table's answer, on the facts of the locked row; a view that is out of date is refused last, so that the real reason is told. */
export function answer(question: Question): Answer {
  const { application, action, standing, expectedRevision } = question;
  const decision = decide(requestOf(question));
  const asksForNumber = action === 'approve' || action === 'passInitial';
  if (asksForNumber && standing === 'superseded' && (decision.allowed || decision.code === 'case.subject-not-approved')) return { refused: 'subject.superseded' };
  if (asksForNumber && standing === 'registered') return { refused: 'subject.registered' };
  if (standing === 'awaited' && !decision.allowed && decision.code === 'case.subject-not-approved') return { refused: 'subject.awaited' };
  if (!decision.allowed) return { refused: decision.code };
  // The second officer's countersign is not offered yet: what would wait for one cannot be done.
  if (decision.waitsFor !== undefined) return { refused: 'case.supervisor-needed' };
  if (expectedRevision !== application.revision) return { refused: 'case.revision-changed' };
  return { next: decision.next, subjectFirst: decision.next === 'approved' && standing === 'decidable' };
}

function requestOf({ principal, action, payload, application, surroundings, standing, now }: Question): DecisionRequest {
  return {
    message: action,
    stage: application.stage,
    kind: application.kind,
    role: capacities(principal, application),
    ownCase: isOwnCase(principal, application),
    interactive: application.interactive,
    gateMet: assessmentGateMet(application),
    subjectApproved: standing === 'approved' || standing === 'decidable',
    countersignSet: false,
    brigadePhone: surroundings.bureau !== null && surroundings.bureau.phone !== null,
    held: application.holder !== null,
    everTaken: application.everTaken,
    reasonsGiven: WITH_REASONS.includes(action),
    returnNeedsSupervisor: action === 'return' && !principal.roles.includes('supervisor') && isLateReturn(application, payload as PayloadOf<'return'>, now),
  };
}

/** Their payloads are refused without a reason. */
const WITH_REASONS: readonly ActionName[] = ['return', 'transfer', 'reassign', 'setInteractive'];

/** S8: a filing that owes no assessment meets the gate; interactive ones wait until the assessment service says more. */
function assessmentGateMet({ interactive }: Application): boolean {
  return !interactive;
}
