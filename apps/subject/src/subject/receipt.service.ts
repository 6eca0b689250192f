import { Inject, Injectable } from '@nestjs/common';
import type { Principal } from '@beian/contracts/principal';
import { SUBJECT_RECEIPT, type SubjectReceipt } from '@beian/contracts/receipts';
import type { Keys } from '@beian/kit/auth/keys';
import { unlessErased } from '@beian/kit/crypto/erased';
import { inScope } from '@beian/kit/db/scope';
import { notFound } from '@beian/kit/errors/domain-error';
import { attempt } from '@beian/kit/records/attempt';
import { DB_API, KEYS } from '@beian/kit/service/tokens';
import { normalizeCreditCode } from '@beian/rules/organisations/credit-code';
import { declaredFlags, isSoleTrader, type UnitFlag } from '@beian/rules/organisations/subject-types';
import type { DataSource } from 'typeorm';
import { subjectErased } from './subject.errors.ts';
import { SubjectRevisions } from './subject-revision.ts';

const TTL_SECONDS = 30 * 60;

const RECEIPT = `select s.id as subject, s.revision, s.state, s.nature, s.type, s.region, s.operation_region as "operationRegion", s.owner, s.unit_name as "unitName", r.name, r.persons, r.data, s.erased_at is not null as erased
  from subject s join subject_revision r on r.subject = s.id and r.revision = s.revision
  where s.id = $1 and s.owner = $2`;

/** The facts, and the sealed form that one of them is read from. */
type Row = SubjectReceipt & { readonly data: string };

/** Facts on a subject that the filing service needs at once, signed: it asks nobody while Kafka or this service is down. */
@Injectable()
export class ReceiptService {
  constructor(
    @Inject(DB_API) private readonly db: DataSource,
    @Inject(KEYS) private readonly keys: Keys,
    @Inject(SubjectRevisions) private readonly revisions: SubjectRevisions,
  ) {}

  /** A receipt of the newest revision in whatever state; whether the state will do is the receiver's rule. */
  async issue(caller: Principal, id: string): Promise<{ receipt: string }> {
    const { data, ...facts } = await attempt(this.db, caller, this.keys, { action: 'subject.receipt', target: { type: 'subject', id } }, async () => {
      const [found] = await inScope(this.db, caller, (tx) => tx.query<Row & { erased: boolean }>(RECEIPT, [id, caller.account]));
      if (!found) throw notFound();
      const { erased, ...receipt } = found;
      if (erased) throw subjectErased();
      return receipt;
    });
    return { receipt: await this.keys.sign(SUBJECT_RECEIPT, { ...facts, ...(await this.ofTheForm(facts, data)) } satisfies SubjectReceipt, TTL_SECONDS) };
  }

  /** What only the unit's form says and whoever checks names of filings has to know: 个体工商户 by its code (S6), the flags (OPN-70). */
  private async ofTheForm({ subject, revision, nature, type }: SubjectReceipt, sealed: string): Promise<Pick<SubjectReceipt, 'soleTrader' | UnitFlag>> {
    if (nature !== 'unit') return {};
    const data = await unlessErased(this.revisions.open(subject, revision, sealed), undefined);
    if (data?.nature !== 'unit') return {};
    return { ...(type === 'enterprise' && isSoleTrader(normalizeCreditCode(data.certificateNumber)) && { soleTrader: true }), ...declaredFlags(data) };
  }
}
