import type { PayloadOf } from '@beian/contracts/filing/actions';
import { ApplicationResubmitted } from '@beian/contracts/filing/events';
import { DomainError } from '@beian/kit/errors/domain-error';
import { publish } from '@beian/kit/outbox/publish';
import { formOf } from '@beian/rules/forms/forms';
import { namedProviders, unlistedProviders } from '@beian/rules/forms/named-providers';
import { explainDueDate } from '@beian/rules/calendar/due-date';
import { isRefused, type Finding } from '@beian/rules/result';
import { subjectNameContext, openerContext, openData, sealData, changedFields } from '../../submission/case-data.ts';
import { examine, problemsOf, type Examined } from '../../submission/examination.ts';
import { clashFindings, type Clash } from '../../submission/intake.ts';
import { listedOf, type Listed } from '../../directory/directory.queries.ts';
import { judgedByOf } from '../../rule-versions/judged-by.ts';
import { presentOf } from '../../rule-versions/rules-in-force.ts';
import { clearOrSealed } from '../../submission/new-rows.ts';
import { factsWithStage, type Effect, type Refused, type Scene } from '../outcome.ts';

type Payload = PayloadOf<'resubmit'>;

/** 重新提交: a new round from day 1, with the whole form checked again; receipts must have been good when the command came. */
export async function resubmit(scene: Scene, payload: Payload): Promise<Effect | Refused> {
  const { tx, application, surroundings, sealer, now } = scene;
  if (payload.object !== application.object) return { refused: 'command.payload-invalid' };
  const examined = await examineAgain(scene, payload);
  if ('refused' in examined) return examined;
  const { receipt, interactive } = examined;
  if (receipt.subject !== application.subject) return { refused: 'subject.not-own' };
  // A revision that came into force after the receipt was issued is followed by cases under review alone.
  if ((surroundings.subject?.approvedRevision ?? 0) > receipt.revision) return { refused: 'subject.outdated' };
  const findings = [...(await claimAgain(scene, examined)), ...(await unlistedNow(scene, examined))];
  const faults = problemsOf(findings);
  if (faults.length > 0) return { refused: 'input.invalid', fields: faults };
  const before = await openData(sealer, application.id, application.data);
  const subjectChanged = receipt.revision !== application.subjectRevision;
  const changed = [...changedFields(application.object, before, examined.data), ...(subjectChanged ? ['subject'] : [])];
  const { sealed, commitment } = await sealData(sealer, application.id, examined.data);
  const due = explainDueDate(now);
  const round = application.round + 1;
  const { siteName, subject } = { siteName: examined.data.name, subject: application.subject };
  return {
    application: {
      stage: 'submitted', round, submittedAt: now, dueOn: due.due, calendar: due.calendarVersion, remindOn: due.remindOn, remindedAt: null, escalatedAt: null, lapsesOn: null,
      holder: null, subjectRevision: receipt.revision, subjectState: receipt.state, subjectType: receipt.type, subjectName: await clearOrSealed(sealer, examined, subjectNameContext(application.id)),
      interactive, ...(application.interactiveSet?.interactive === interactive ? {} : { interactiveSet: null, interactiveReason: null }), siteName, domains: examined.domains, data: sealed, uploads: examined.uploads, findings: [...examined.warnings, ...findings],
      persons: examined.persons, rulesVersion: examined.rulesVersion, dictionariesVersion: examined.dictionariesVersion, changedFields: changed, reasons: null,
    },
    filing: {
      siteName, domains: examined.domains, hosts: examined.hosts, interactive, persons: examined.persons,
      openerName: await clearOrSealed(sealer, examined, openerContext(application.filing)), openerShown: examined.subjectShown, openerKind: receipt.type,
    },
    after: { round, siteName, domains: examined.domains, subjectRevision: receipt.revision, changed, data: commitment },
    announce: (after) => publish(tx, ApplicationResubmitted, after.filing, { ...factsWithStage(after), siteName, subject, subjectRevision: receipt.revision, uploads: after.uploads, persons: after.persons }),
    async write() {
      const digest = sealer.index('submission', JSON.stringify(payload.data));
      await tx.query('insert into round (application, round, data, request_digest, submitted_at, calendar, due_on) values ($1, $2, $3, $4, $5, $6, $7)', [application.id, round, sealed, digest, now, due.calendarVersion, due.due]);
    },
  };
}

/** Takes what the corrected form claims; where another filing has one of it, the claims stay as they were. */
async function claimAgain({ tx, application }: Scene, examined: Examined): Promise<Finding[]> {
  await tx.query('savepoint before_claim');
  const clashes = await tx.query<Clash>('select host, clash from claim_hosts($1, $2, $3, $4)', [application.filing, application.subject, examined.claims.map(({ key }) => key), examined.claims.map(({ domain }) => domain)]);
  const findings = clashFindings(examined, clashes);
  if (isRefused(findings)) await tx.query('rollback to savepoint before_claim');
  return findings;
}

/** LKP-07 once more, by the directory as it is now. */
async function unlistedNow({ tx }: Scene, { object, data }: Examined): Promise<Finding[]> {
  const named = namedProviders(formOf(object), data);
  if (named.length === 0) return [];
  const [row] = await tx.query<{ listed: readonly Listed[] | null }>(`select ${listedOf('$1')} as listed`, [named.map(({ directory }) => directory)]);
  return unlistedProviders(named, row?.listed ?? []);
}

async function examineAgain({ tx, application, keys, sealer, receivedAt }: Scene, payload: Payload): Promise<Examined | Refused> {
  try {
    return await examine(keys, sealer, { owner: application.owner, at: receivedAt, ...payload, judgedBy: await judgedByOf((topic) => presentOf(tx, topic)), interactiveSet: application.interactiveSet });
  } catch (error) {
    if (error instanceof DomainError) return { refused: error.code, fields: error.fields };
    throw error;
  }
}
