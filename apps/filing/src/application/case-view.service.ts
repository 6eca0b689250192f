import { Inject, Injectable } from '@nestjs/common';
import type { ApplicationView } from '@beian/contracts/filing/api';
import type { FormData } from '@beian/contracts/filing/forms';
import { ACTIONS, type ActionName } from '@beian/contracts/filing/actions';
import { ERASED_TEXT } from '@beian/contracts/personal-data';
import { OFFICER_ROLES, type Principal } from '@beian/contracts/principal';
import type { Keys } from '@beian/kit/auth/keys';
import { unlessErased } from '@beian/kit/crypto/erased';
import type { Sealer } from '@beian/kit/crypto/sealer';
import { inScope, type Tx } from '@beian/kit/db/scope';
import { attempt } from '@beian/kit/records/attempt';
import { record } from '@beian/kit/records/record';
import { DB_API, KEYS, SEALER } from '@beian/kit/service/tokens';
import { offered } from '@beian/rules/lifecycle/transitions';
import { CLOCK_STAGES } from '@beian/rules/lifecycle/stages';
import { maskName } from '@beian/rules/persons/masks';
import { maskForm } from '@beian/rules/persons/personal-fields';
import type { DataSource } from 'typeorm';
import { readSurroundings, standingOf, type SubjectStanding, type Surroundings } from '../decision/case-context.ts';
import { answer } from '../decision/decide-command.ts';
import { openData, openInteractiveReason, openReasons, subjectNameContext } from '../submission/case-data.ts';
import { Application, type Mark } from './application.entity.ts';
import { ownCase } from './application.errors.ts';
import { erasedForm } from './erased-form.ts';
import { historyOf } from './application.queries.ts';
import { capacities, isOwnCase } from './application.rules.ts';
import { duplicatesOf } from './duplicates.queries.ts';
import { refuseUnseen } from './own-case.ts';
import { summaryOf } from './summary.ts';

type Found = { readonly application: Application; readonly surroundings: Surroundings & { readonly bureauName: string; readonly filingNumber: string | null }; readonly history: ApplicationView['history']; readonly duplicates: ApplicationView['duplicates'] };

/** The whole case: in clear for its owner, with masks for officers whose area it lies in. */
@Injectable()
export class CaseViewService {
  constructor(
    @Inject(DB_API) private readonly source: DataSource,
    @Inject(KEYS) private readonly keys: Keys,
    @Inject(SEALER) private readonly sealer: Sealer,
  ) {}

  /** An officer's look is recorded, and the record committed, before anything is decrypted. */
  async view(principal: Principal, id: string): Promise<ApplicationView> {
    const look = { action: 'application.view', target: { type: 'application', id }, bureau: principal.bureau };
    const { application, surroundings, history, duplicates } = await attempt(this.source, principal, this.keys, look, () => this.find(principal, id));
    const isOwner = application.owner === principal.account;
    const standing = standingOf(application, surroundings);
    const { subject, subjectRevision, round, findings, lapsesOn, noticeVersion, noticeAcceptedAt } = application;
    // The form is of the application's own kind: the row says so for both.
    return {
      ...summaryOf(application, { bureauName: surroundings.bureauName, filingNumber: surroundings.filingNumber, now: new Date() }),
      ...(await this.shown(application, isOwner)),
      mayReveal: !isOwner && application.holder === principal.account && application.bureau === principal.bureau,
      subject, subjectRevision, subjectState: standing === 'approved' ? 'approved' : standing === 'returned' ? 'returned' : application.subjectState,
      subjectName: await this.subjectName(application, isOwner),
      round, reasons: await unlessErased(openReasons(this.sealer, id, application.reasons), []), findings, marks: marksOf(application, surroundings, standing, isOwner),
      notice: { version: noticeVersion, acceptedAt: noticeAcceptedAt.toISOString() },
      dictionariesVersion: application.dictionariesVersion, interactiveSetting: await this.interactiveSetting(application),
      actions: actionsOf(principal, application, surroundings, standing), history, brigadePhone: surroundings.bureau?.phone ?? null, lapsesOn, duplicates, identityLevel: application.identityLevel,
    } as ApplicationView;
  }

  /** The form in clear for its owner; what an officer sees of persons are masks, and each field behind one is revealed by itself. */
  private async shown(application: Application, isOwner: boolean): Promise<{ data: FormData; erased: boolean }> {
    const data = await unlessErased(openData(this.sealer, application.id, application.data), undefined);
    if (data === undefined) return { data: erasedForm(application), erased: true };
    return { data: isOwner ? data : maskForm(application.object, data), erased: false };
  }

  private async subjectName({ id, subjectType, subjectName }: Application, isOwner: boolean): Promise<string> {
    if (subjectType !== 'individual') return subjectName;
    return unlessErased(this.sealer.open(subjectName, subjectNameContext(id)).then((name) => (isOwner ? name : maskName(name))), ERASED_TEXT);
  }

  private async interactiveSetting({ id, interactiveSet, interactiveReason }: Application): Promise<ApplicationView['interactiveSetting']> {
    if (interactiveSet === null || interactiveReason === null) return null;
    return { interactive: interactiveSet.interactive, reason: await unlessErased(openInteractiveReason(this.sealer, id, interactiveReason), ERASED_TEXT) };
  }

  private find(principal: Principal, id: string): Promise<Found> {
    return inScope(this.source, principal, async (tx) => {
      const application = await findVisible(tx, id);
      const surroundings = await readSurroundings(tx, application);
      const history = await historyOf(tx, application);
      const duplicates = application.owner === principal.account ? [] : await duplicatesOf(tx, id);
      if (application.owner !== principal.account) record(tx, this.keys, { action: 'application.view', outcome: 'done', target: { type: 'application', id }, filing: application.filing, bureau: application.bureau });
      return { application, surroundings, history, duplicates };
    });
  }
}

/** The case, if it is the caller's own, or in an officer's area and not about the officer (S4); anybody else learns nothing, not even that it exists. */
export async function findVisible(tx: Tx, id: string): Promise<Application> {
  const application = await tx.manager.findOneBy(Application, { id });
  const officer = OFFICER_ROLES.some((role) => tx.principal.roles.includes(role));
  if (application === null || (application.owner !== tx.principal.account && !officer)) return refuseUnseen(tx, id);
  if (officer && isOwnCase(tx.principal, application)) throw ownCase();
  return application;
}

/** What stands beside the stage. Notes between bureaus are for officers. */
function marksOf(application: Application, { subject }: Surroundings, standing: SubjectStanding, isOwner: boolean): Mark[] {
  const marks = isOwner ? [] : [...application.marks];
  if (application.stage === 'approved' && subject?.approvedRevision != null && subject.approvedRevision > application.subjectRevision) marks.push({ code: 'subject.changed', message: '本申请通过后开办主体已变更，此处为申请时的主体信息' });
  if (!CLOCK_STAGES.includes(application.stage)) return marks;
  if (standing === 'waits') marks.push({ code: 'subject.waiting', message: '等待主体：同一主体的另一申请先行审核' });
  if (standing === 'awaited') marks.push({ code: 'subject.awaited', message: '等待主体审核：开办主体由公安机关单独审核' });
  if (standing === 'decidable') marks.push({ code: 'subject.bundled', message: '开办主体随本申请一并审核' });
  if (standing === 'returned') marks.push({ code: 'subject.returned', message: '开办主体已被退回，待申请人修改' });
  if (standing === 'superseded') marks.push({ code: 'subject.superseded', message: '开办主体信息已更新，与提交时不同' });
  // The receipt was believed at submission; an event that says otherwise is for the officer to judge.
  if (!isOwner && subject !== null && subject.owner !== application.owner) marks.push({ code: 'subject.contradiction', message: '开办主体的所属账号与申请账号不一致，请核实' });
  return marks;
}

/** What the caller could send now, by the very function that decides it. */
function actionsOf(principal: Principal, application: Application, surroundings: Surroundings, standing: SubjectStanding): ActionName[] {
  const possible = offered(application.stage, application.kind, capacities(principal, application));
  const names = (Object.keys(ACTIONS) as ActionName[]).filter((name) => possible.includes(name));
  return names.filter((action) => !('refused' in answer({ principal, action, payload: { reasons: [] }, expectedRevision: application.revision, application, surroundings, standing, now: new Date() })));
}
