import { Inject, Injectable } from '@nestjs/common';
import type { InputOf, OutputOf } from '@beian/contracts/define-activity';
import { platformIn, type Principal } from '@beian/contracts/principal';
import { approveRevision, returnRevision, SUBJECT_ANSWER, type SubjectFacts } from '@beian/contracts/subject/activities';
import { SubjectApproved, SubjectReturned } from '@beian/contracts/subject/events';
import type { Keys } from '@beian/kit/auth/keys';
import { isProof, signProof } from '@beian/kit/auth/proof';
import { inScope, type Tx } from '@beian/kit/db/scope';
import { updateVersioned } from '@beian/kit/db/versioned';
import { conflict, forbidden, notFound } from '@beian/kit/errors/domain-error';
import { logger } from '@beian/kit/logging/logger';
import { publish } from '@beian/kit/outbox/publish';
import { record, recordRefusal } from '@beian/kit/records/record';
import { DB_WORKER, KEYS } from '@beian/kit/service/tokens';
import type { DataSource } from 'typeorm';
import { expectCase } from '../cases/subject-case.ts';
import { isRegisteredElsewhere } from '../registered/registered-elsewhere.ts';
import { Subject } from '../subject/subject.entity.ts';

type Request = InputOf<typeof approveRevision>;
type Decision = SubjectFacts;
type Answer = OutputOf<typeof approveRevision>;
type Outcome = Answer['state'];
type Asked = 'approve' | 'return';

interface SubjectRow {
  readonly owner: string;
  readonly state: Subject['state'];
  readonly revision: number;
  readonly separate: boolean;
  readonly certificate_index: string;
}
interface Stored {
  readonly subject: string;
  readonly revision: number;
  readonly asked: Asked;
  readonly outcome: Outcome;
}

const DECIDED = { approve: 'approved', return: 'returned' } as const;
const PURPOSE = { approve: approveRevision.name, return: returnRevision.name } as const;
/** After its command's expiry a request may still be on its way. */
const GRACE_MS = 30_000;
const FORGED = 'command.signature-invalid';

/** The decisions of a bundled case on its subject (S6). The filing service has checked the officer's right before it asks. */
@Injectable()
export class DecisionService {
  constructor(
    @Inject(DB_WORKER) private readonly db: DataSource,
    @Inject(KEYS) private readonly keys: Keys,
  ) {}

  /** Decides what the filing service has signed, and signs the answer; anything else is refused, recorded and alarmed. */
  async decide(asked: Asked, { signature, expiresAt, ...decision }: Request): Promise<Answer> {
    const refusal = this.refusalOf(asked, decision, expiresAt, signature);
    if (refusal !== undefined) return this.refuse(refusal, decision);
    const state = await this.settleOnce(asked, decision);
    return { state, signature: signProof(this.keys, SUBJECT_ANSWER, { ...decision, state }) };
  }

  private refusalOf(asked: Asked, decision: Decision, expiresAt: string | null, signature: string): string | undefined {
    if (!isProof(this.keys, 'filing', PURPOSE[asked], { ...decision, expiresAt }, signature)) return FORGED;
    return expiresAt !== null && Date.parse(expiresAt) + GRACE_MS < Date.now() ? 'command.expired' : undefined;
  }

  private async refuse(code: string, { command, subject }: Decision): Promise<never> {
    await recordRefusal(this.db, platformIn(), this.keys, { action: code === FORGED ? 'command.forged' : 'subject.decide', code, target: { type: 'subject', id: subject } });
    if (code === FORGED) logger().error({ alarm: code, subject, command }, 'A decision on a subject that the filing service has not asked for');
    throw forbidden(code);
  }

  /** Settles the command once; a repeat answers as stored. An approved revision stays so, whatever a second case asks. */
  private async settleOnce(asked: Asked, decision: Decision): Promise<Outcome> {
    return inScope(this.db, officerOf(decision), async (tx) => {
      // The command says that the bureau holds a case, and may be here before the event that says so.
      await expectCase(tx, { ...decision, owner: null });
      const subject = await this.lock(tx, decision.subject);
      const stored = await this.find(tx, decision.command);
      if (stored) return repeated(stored, asked, decision);
      const judged = judge(subject, asked, decision.revision);
      const outcome = judged === 'approved' && subject.state === 'submitted' && (await isRegisteredElsewhere(tx, { owner: subject.owner, certificateIndex: subject.certificate_index })) ? 'registered' : judged;
      if (subject.state === 'submitted' && (outcome === 'approved' || outcome === 'returned')) await this.settle(tx, asked, decision, subject.owner);
      await tx.query(
        `insert into subject_decision (command, subject, revision, asked, outcome, filing, application, bureau, actor) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
        [decision.command, decision.subject, decision.revision, asked, outcome, decision.filing, decision.application, decision.bureau, decision.actor],
      );
      return outcome;
    }).catch(refuseUnknownSubject);
  }

  private async lock(tx: Tx, id: string): Promise<SubjectRow> {
    // Not FOR UPDATE: each command at once holds a key share by its foreign key already, and they would wait for one another.
    const [subject] = await tx.query<SubjectRow>('select owner, state, revision, separate, certificate_index from subject where id = $1 for no key update', [id]);
    if (!subject) throw notFound();
    return subject;
  }

  private async find(tx: Tx, command: string): Promise<Stored | undefined> {
    const [stored] = await tx.query<Stored>('select subject, revision, asked, outcome from subject_decision where command = $1', [command]);
    return stored;
  }

  private async settle(tx: Tx, asked: Asked, { command, subject, revision, filing, bureau }: Decision, owner: string): Promise<void> {
    const state = DECIDED[asked];
    const action = `subject.${asked}`;
    await updateVersioned(tx, Subject, subject, { state, ...(state === 'approved' && { approvedRevision: revision }) }, { action });
    publish(tx, state === 'approved' ? SubjectApproved : SubjectReturned, subject, { subject, revision, owner, bureau, filing }, { causation: command });
    record(tx, this.keys, {
      action, outcome: 'done', target: { type: 'subject', id: subject }, filing, bureau,
      before: { revision, state: 'submitted' }, after: { revision, state, command },
    });
  }
}

const FOREIGN_KEY_VIOLATION = '23503';

function refuseUnknownSubject(error: unknown): never {
  const { code } = (error as { driverError?: { code?: string } } | null)?.driverError ?? {};
  throw code === FOREIGN_KEY_VIOLATION ? notFound() : error;
}

function judge(subject: SubjectRow, asked: Asked, revision: number): Outcome {
  if (revision > subject.revision) throw notFound();
  if (revision < subject.revision) return 'superseded';
  // OPN-04: what has a review of its own is decided there, whatever a case asks.
  if (subject.separate) return subject.state === 'submitted' ? 'awaited' : subject.state;
  return subject.state === 'submitted' ? DECIDED[asked] : subject.state;
}

function repeated(stored: Stored, asked: Asked, decision: Decision): Outcome {
  const same = stored.asked === asked && stored.subject === decision.subject && stored.revision === decision.revision;
  if (!same) throw conflict('subject.command_reused', '该操作编号已用于其他决定');
  return stored.outcome;
}

/** The officer as the filing service names him: events and records say who decided, rights come from the bureau. */
function officerOf({ actor, bureau }: Decision): Principal {
  return { ...platformIn(bureau), kind: 'officer', account: actor, bureau };
}
