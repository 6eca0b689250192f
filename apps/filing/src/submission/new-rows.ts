import type { SubmitApplication } from '@beian/contracts/filing/api';
import type { Sealer } from '@beian/kit/crypto/sealer';
import type { NewRow } from '@beian/kit/db/versioned';
import { explainDueDate } from '@beian/rules/calendar/due-date';
import type { Application } from '../application/application.entity.ts';
import type { Filing } from '../filing/filing.entity.ts';
import { openerContext, subjectNameContext } from './case-data.ts';
import type { Examined } from './examination.ts';

/** An application before it is stored. */
export type NewApplication = Omit<Application, 'version'>;

/** Where and as what a submission is taken in. */
export interface Admission {
  readonly owner: string;
  /** Of the submitting account (OPN-02). */
  readonly identityLevel: 'none' | 'real_person';
  readonly bureau: number;
  readonly n: number;
  readonly number: string;
  readonly at: Date;
}

/** The first round of an application (S1, S2). */
export async function newApplication(sealer: Sealer, body: SubmitApplication, examined: Examined, admission: Admission, data: string): Promise<NewApplication> {
  const { receipt } = examined;
  const { owner, bureau, n, number, at } = admission;
  const due = explainDueDate(at);
  return {
    id: body.application, revision: 1, filing: body.filing, n, kind: body.kind, object: body.object, number, owner, bureau,
    holder: null, lastHolder: null, everTaken: false, firstTakenAt: null,
    stage: 'submitted', round: 1, submittedAt: at, dueOn: due.due, calendar: due.calendarVersion, remindOn: due.remindOn, remindedAt: null, escalatedAt: null, lapsesOn: null,
    subject: receipt.subject, subjectRevision: receipt.revision, subjectState: receipt.state, subjectType: receipt.type,
    subjectName: await clearOrSealed(sealer, examined, subjectNameContext(body.application)),
    interactive: examined.interactive, interactiveSet: null, interactiveReason: null, siteName: examined.data.name, domains: examined.domains, data, uploads: examined.uploads,
    findings: examined.warnings, marks: [], reasons: null, returnedFields: [], changedFields: [], persons: examined.persons,
    noticeVersion: body.notice.version, noticeAcceptedAt: at, identityLevel: admission.identityLevel, rulesVersion: examined.rulesVersion, dictionariesVersion: examined.dictionariesVersion, approvedAt: null,
  };
}

/** What a submission says about the filing itself: a new row, or the change of one that ended without a number. */
export async function filingRow(sealer: Sealer, body: SubmitApplication, examined: Examined, admission: Admission): Promise<NewRow<Filing>> {
  const { receipt, domains, hosts, interactive, subjectShown: openerShown, persons } = examined;
  return {
    id: body.filing, owner: admission.owner, object: body.object, subject: receipt.subject, bureau: admission.bureau, siteName: examined.data.name, domains, hosts, interactive,
    state: 'pending', number: null, code: null, issuedAt: null, applications: admission.n,
    openerName: await clearOrSealed(sealer, examined, openerContext(body.filing)), openerShown, openerKind: receipt.type, persons,
  };
}

/** A unit's name is public, a person's is not. */
export async function clearOrSealed(sealer: Sealer, { receipt, subjectName }: Examined, context: string): Promise<string> {
  return receipt.unitName ?? sealer.seal(subjectName, context);
}
