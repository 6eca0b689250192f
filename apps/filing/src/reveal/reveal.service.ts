import { Inject, Injectable } from '@nestjs/common';
import { RevealQuotaReached } from '@beian/contracts/filing/events';
import { REVEAL_RECEIPT, REVEALS_A_DAY, type RevealAnswer, type RevealReceipt, type RevealRequest } from '@beian/contracts/filing/reveals';
import type { Principal } from '@beian/contracts/principal';
import type { Keys } from '@beian/kit/auth/keys';
import { unlessErased } from '@beian/kit/crypto/erased';
import type { Sealer } from '@beian/kit/crypto/sealer';
import { inScope, type Tx } from '@beian/kit/db/scope';
import { forbidden } from '@beian/kit/errors/domain-error';
import { newId } from '@beian/kit/http/uuid';
import { logger } from '@beian/kit/logging/logger';
import { publish } from '@beian/kit/outbox/publish';
import { attempt } from '@beian/kit/records/attempt';
import { record } from '@beian/kit/records/record';
import { DB_API, KEYS, SEALER } from '@beian/kit/service/tokens';
import { shanghaiDate } from '@beian/rules/calendar/dates';
import { formOfField, isPictureField, personalValue } from '@beian/rules/persons/personal-fields';
import type { DataSource } from 'typeorm';
import type { Application } from '../application/application.entity.ts';
import { findVisible } from '../application/case-view.service.ts';
import { openData } from '../submission/case-data.ts';
import { noSuchField, notHolder, quotaReached, valueErased } from './reveal.errors.ts';

const RECEIPT_SECONDS = 60;

/** Opens one personal field of a case for the officer who holds it: the record of it is committed before anything is decrypted. */
@Injectable()
export class RevealService {
  constructor(
    @Inject(DB_API) private readonly source: DataSource,
    @Inject(KEYS) private readonly keys: Keys,
    @Inject(SEALER) private readonly sealer: Sealer,
  ) {}

  async reveal(principal: Principal, id: string, request: RevealRequest): Promise<RevealAnswer> {
    const { field } = request;
    const entry = { action: 'application.reveal', target: { type: 'application', id }, bureau: principal.bureau, ground: request.reason };
    const application = await attempt(this.source, principal, this.keys, entry, () => this.permit(principal, id, request));
    if (formOfField(field) === application.object) {
      const data = await unlessErased(openData(this.sealer, id, application.data), undefined);
      if (data === undefined) throw valueErased();
      const value = personalValue(data, field);
      if (value === undefined) throw noSuchField();
      return { field, value, receipt: null };
    }
    const { filing, subject, subjectRevision: revision } = application;
    const receipt: RevealReceipt = { account: principal.account ?? '', application: id, filing, subject, revision, field, upload: request.upload ?? null, reason: request.reason };
    return { field, value: null, receipt: await this.keys.sign(REVEAL_RECEIPT, receipt, RECEIPT_SECONDS) };
  }

  /** Checks and record in a transaction of their own; when it does not commit, nothing is opened and no receipt signed. */
  private async permit(principal: Principal, id: string, { field, upload, reason }: RevealRequest): Promise<Application> {
    const { account } = principal;
    if (account === null) throw forbidden();
    const day = shanghaiDate(new Date());
    const outcome = await inScope(this.source, principal, async (tx) => {
      const application = await findVisible(tx, id);
      // A case that is no longer in this officer's hands is not theirs to open (S4).
      if (application.holder !== account || application.bureau !== principal.bureau) throw notHolder();
      if (!isOfCase(field, application) || (formOfField(field) === undefined && !(isPictureField(field) && upload !== undefined))) throw noSuchField();
      const before = await countToday(tx, account, day);
      if (before >= REVEALS_A_DAY) return quotaReached();
      await tx.query('insert into reveal (id, account, application, field, reason, day) values ($1, $2, $3, $4, $5, $6)', [newId(), account, id, field, reason, day]);
      record(tx, this.keys, { action: 'application.reveal', outcome: 'done', target: { type: 'application', id }, filing: application.filing, bureau: application.bureau, ground: reason, after: { fields: [field], ...(upload !== undefined && { uploads: [upload] }) } });
      if (before + 1 === REVEALS_A_DAY) alarm(tx, account, principal.bureau, day);
      return application;
    });
    if (outcome instanceof Error) throw outcome;
    return outcome;
  }
}

/** A case has the form of its kind and its subject's. */
const isOfCase = (field: string, { object }: Application): boolean => field.startsWith(`${object}.`) || field.startsWith('subject.');

/** Counts under a lock, so that requests at the same time are counted one after the other. */
async function countToday(tx: Tx, account: string, day: string): Promise<number> {
  await tx.query(`select pg_advisory_xact_lock(hashtextextended('reveal ' || $1, 0))`, [account]);
  const [row] = await tx.query<{ count: number }>('select count(*)::int as count from reveal where account = $1 and day = $2', [account, day]);
  return row?.count ?? 0;
}

function alarm(tx: Tx, account: string, bureau: number | null, day: string): void {
  publish(tx, RevealQuotaReached, account, { account, bureau, day, reveals: REVEALS_A_DAY });
  tx.afterCommit(() => logger().warn({ account, bureau, day, reveals: REVEALS_A_DAY }, 'An officer has used up the day’s quota of reveals'));
}
