import { Inject, Injectable } from '@nestjs/common';
import type { ApplicationSummary, SubmitApplication } from '@beian/contracts/filing/api';
import { ApplicationSubmitted, DraftDiscarded } from '@beian/contracts/filing/events';
import type { Principal } from '@beian/contracts/principal';
import type { Keys } from '@beian/kit/auth/keys';
import { requireRealPerson } from '@beian/kit/auth/real-person';
import type { ServiceEnvironment } from '@beian/kit/config/environment';
import { canonicalJson } from '@beian/kit/crypto/digest';
import type { Sealer } from '@beian/kit/crypto/sealer';
import { inScope, type Tx } from '@beian/kit/db/scope';
import { createVersioned, updateVersioned } from '@beian/kit/db/versioned';
import { DomainError, forbidden, invalidInput } from '@beian/kit/errors/domain-error';
import { publish } from '@beian/kit/outbox/publish';
import { startRun } from '@beian/kit/outbox/run';
import { attempt } from '@beian/kit/records/attempt';
import { record } from '@beian/kit/records/record';
import { DB_API, ENVIRONMENT, KEYS, SEALER } from '@beian/kit/service/tokens';
import { FILING_QUEUE, FILING_WORKFLOW, filingWorkflowId, type FilingInput } from '@beian/workflow-filing/contract';
import type { DataSource } from 'typeorm';
import { applicationTaken, filingBusy, refusal } from '../application/application.errors.ts';
import { Application } from '../application/application.entity.ts';
import { summaryOf } from '../application/summary.ts';
import { Filing } from '../filing/filing.entity.ts';
import { judgedByOf } from '../rule-versions/judged-by.ts';
import { RulesInForceService, SHIPPED_RULES } from '../rule-versions/rules-in-force.ts';
import { sealData } from './case-data.ts';
import { examine, problemsOf, type Examined } from './examination.ts';
import { clashFindings, takeIn } from './intake.ts';
import { filingRow, newApplication, type Admission, type NewApplication } from './new-rows.ts';
import { storedSummary } from './stored-summary.ts';
import { takenConstraint } from '@beian/kit/errors/unique-violation';

/** The id is stored already: what was begun is rolled back, and the stored answer given. */
class Repeated extends Error {}

@Injectable()
export class SubmissionService {
  constructor(
    @Inject(DB_API) private readonly source: DataSource,
    @Inject(KEYS) private readonly keys: Keys,
    @Inject(SEALER) private readonly sealer: Sealer,
    @Inject(ENVIRONMENT) private readonly environment: Pick<ServiceEnvironment, 'REQUIRE_REAL_PERSON_FOR_SUBMIT' | 'OUTSIDE_PROVINCE'> = { REQUIRE_REAL_PERSON_FOR_SUBMIT: 'false', OUTSIDE_PROVINCE: 'referral' },
    @Inject(RulesInForceService) private readonly rules: Pick<RulesInForceService, 'get' | 'acceptsNotice'> = SHIPPED_RULES,
  ) {}

  /** Submits a new filing: one transaction holds rows, events, the auditor's record and the start of the run. A repeat answers the same. */
  async submit(principal: Principal, given: SubmitApplication): Promise<ApplicationSummary> {
    const owner = principal.account;
    if (owner === null) throw forbidden();
    // Ids stand in the contexts of sealed values, so they have one spelling.
    const body = { ...given, application: given.application.toLowerCase(), filing: given.filing.toLowerCase() };
    const entry = { action: 'application.submit', target: { type: 'application', id: body.application }, filing: body.filing };
    return attempt(this.source, principal, this.keys, entry, () => this.submitOnce(principal, body, owner));
  }

  private async submitOnce(principal: Principal, body: SubmitApplication, owner: string): Promise<ApplicationSummary> {
    const at = new Date();
    try {
      requireRealPerson(principal, this.environment);
      if (!(await this.rules.acceptsNotice(body.notice.version))) throw invalidInput([{ field: 'notice.version', code: 'notice.outdated', message: '提示说明已更新，请重新阅读并勾选' }]);
      const examined = await examine(this.keys, this.sealer, { owner, at, object: body.object, data: body.data, subjectReceipt: body.subjectReceipt, uploadReceipts: body.uploadReceipts, judgedBy: await judgedByOf((topic) => this.rules.get(topic)) });
      return await inScope(this.source, principal, (tx) => this.write(tx, body, examined, owner, at));
    } catch (error) {
      return this.answerRepeat(principal, body, error);
    }
  }

  private async write(tx: Tx, body: SubmitApplication, examined: Examined, owner: string, at: Date): Promise<ApplicationSummary> {
    const intake = await takeIn(tx, body, examined, at, this.environment.OUTSIDE_PROVINCE);
    if (intake.known) throw new Repeated();
    if (intake.filing !== null && intake.filing.state !== 'ended') throw filingBusy();
    // What it is stays as it was, whatever became of its first application.
    if (intake.filing !== null && intake.filing.object !== body.object) throw applicationTaken();
    if (intake.outdated) throw refusal('subject.outdated');
    const clashes = clashFindings(examined, intake.clashes);
    const faults = problemsOf(clashes);
    if (faults.length > 0) throw invalidInput(faults);
    const bureau = intake.bureauOrThrow();
    const admission: Admission = { owner, identityLevel: tx.principal.identityLevel, at, bureau: bureau.bureau, n: (intake.filing?.applications ?? 0) + 1, number: intake.applicationNumber(at) };
    const { sealed, commitment } = await sealData(this.sealer, body.application, examined.data);
    const application = await newApplication(this.sealer, body, { ...examined, warnings: [...examined.warnings, ...intake.unlisted, ...clashes] }, admission, sealed);
    const filing = await filingRow(this.sealer, body, examined, admission);
    // Whose it is, what it is and that it has no number stay as they were.
    const { id, owner: _owner, object: _object, number: _number, code: _code, issuedAt: _issuedAt, ...changes } = filing;
    if (intake.filing === null) await createVersioned(tx, Filing, filing, { action: 'application.submit' });
    else await updateVersioned(tx, Filing, id, changes, { action: 'application.submit' });
    await createVersioned(tx, Application, application, { action: 'application.submit' });
    await this.keepRound(tx, application, this.digestOf(body));
    await this.discardDraft(tx, owner, body.draft);
    this.announce(tx, application, examined);
    record(tx, this.keys, {
      action: 'application.submit', outcome: 'done', target: { type: 'application', id: application.id }, filing: application.filing, bureau: application.bureau,
      after: { stage: 'submitted', round: 1, number: application.number, siteName: application.siteName, domains: application.domains, subject: application.subject, subjectRevision: application.subjectRevision, notice: application.noticeVersion, rules: application.rulesVersion, dictionaries: application.dictionariesVersion, data: commitment },
    });
    return summaryOf(application, { bureauName: bureau.name, filingNumber: null, now: at });
  }

  private async keepRound(tx: Tx, { id, data, submittedAt, calendar, dueOn }: NewApplication, digest: string): Promise<void> {
    await tx.query('insert into round (application, round, data, request_digest, submitted_at, calendar, due_on) values ($1, 1, $2, $3, $4, $5, $6)', [id, data, digest, submittedAt, calendar, dueOn]);
  }

  private async discardDraft(tx: Tx, owner: string, draft: string | null): Promise<void> {
    if (draft === null) return;
    const gone = await tx.query('with gone as (delete from draft where id = $1 returning id) select id from gone', [draft]);
    if (gone.length > 0) publish(tx, DraftDiscarded, draft, { draft, owner, submitted: true });
  }

  private announce(tx: Tx, application: NewApplication, examined: Examined): void {
    const { id, filing, n, kind, object, owner, bureau, round, dueOn, siteName, subject, subjectRevision, uploads, persons, number } = application;
    publish(tx, ApplicationSubmitted, filing, { filing, application: id, n, kind, object, owner, bureau, round, dueOn, applicationNumber: number, siteName, region: examined.receipt.region, subject, subjectRevision, uploads, persons });
    startRun(tx, { workflowType: FILING_WORKFLOW, workflowId: filingWorkflowId(filing, n), taskQueue: FILING_QUEUE, input: { application: id, filing, n, bureau } satisfies FilingInput });
  }

  /** A repeat is answered as the first time, even when its receipts have expired meanwhile; anything else stays refused. */
  private async answerRepeat(principal: Principal, body: SubmitApplication, error: unknown): Promise<ApplicationSummary> {
    const taken = takenConstraint(error);
    const mayBeRepeat = error instanceof Repeated || taken !== undefined || (error instanceof DomainError && error.status < 500);
    if (!mayBeRepeat) throw error;
    const stored = await inScope(this.source, principal, (tx) => storedSummary(tx, body.application, this.digestOf(body)));
    if (stored !== undefined) return stored;
    if (error instanceof DomainError) throw error;
    throw taken === 'application_open' ? filingBusy() : applicationTaken();
  }

  /** Keyed, because the content is personal; receipts are left out, as they differ each time they are fetched. */
  private digestOf({ filing, kind, object, data, notice }: SubmitApplication): string {
    return this.sealer.index('submission', canonicalJson({ filing, kind, object, data, notice: notice.version }));
  }
}
