import { Inject, Injectable } from '@nestjs/common';
import { REVEAL_RECEIPT, RevealReceipt, type RevealedValue } from '@beian/contracts/filing/reveals';
import type { Principal } from '@beian/contracts/principal';
import type { SubjectView } from '@beian/contracts/subject/api';
import type { Keys } from '@beian/kit/auth/keys';
import { unlessErased } from '@beian/kit/crypto/erased';
import { defineError } from '@beian/kit/errors/domain-error';
import { attempt } from '@beian/kit/records/attempt';
import { record } from '@beian/kit/records/record';
import { DB_API, KEYS } from '@beian/kit/service/tokens';
import { formOfField, maskSubject, personalValue } from '@beian/rules/persons/personal-fields';
import type { DataSource } from 'typeorm';
import { found, hidden } from '../subject/found.ts';
import { SubjectRevisions } from '../subject/subject-revision.ts';
import { erasedViewOf, viewOf, type KeptRow } from '../subject/subject-view.ts';

interface RevisionRow extends KeptRow {
  readonly data: string;
  readonly warnings: SubjectView['warnings'];
  /** The filing under which the officer's bureaus know the subject, when it is one only. */
  readonly filing: string | null;
  /** OPN-65. */
  readonly sameCertificate: NonNullable<SubjectView['sameCertificate']>;
}

interface Look {
  readonly action: string;
  readonly ground: string;
  readonly filing?: string;
  readonly field?: string;
}

// A newer one than the subject's is a change that waits or came back (OPN-07). An older one was in force when a change replaces it; any other
// was returned, or corrected before anybody decided.
const REVISION = `select (select jsonb_build_object('approved', e.subject is not null, 'waiting', e.waiting) from registered_elsewhere(s.owner, coalesce(r.certificate_index, s.certificate_index)) e) as "sameCertificate",
    s.nature, coalesce(r.type, s.type) as type, coalesce(r.region, s.region) as region, coalesce(r.unit_name, s.unit_name) as unit_name, r.revision, r.submitted_at, r.data, r.warnings,
    case when r.revision = s.revision then s.state
      when exists (select 1 from review v where v.subject = s.id and v.revision = r.revision and v.replaces is not null and v.stage in ('submitted', 'in_review')) then 'submitted'
      when exists (select 1 from review v where v.subject = s.id and v.replaces = r.revision) then 'approved'
      else 'returned' end as state,
    (select case when count(distinct c.filing) = 1 then min(c.filing::text) end from subject_case c join filing_bureau b on b.filing = c.filing where c.subject = s.id and b.bureau = any($3)) as filing
  from subject s join subject_revision r on r.subject = s.id
  where s.id = $1 and r.revision = $2 and (exists (select 1 from subject_case c join filing_bureau b on b.filing = c.filing where c.subject = s.id and b.bureau = any($3))
    or exists (select 1 from review v where v.subject = s.id and v.bureau = any($3)))`;

/** 401: the receipt is for another officer, subject or field. */
const receiptMismatch = defineError('receipt.invalid', 401, '凭证无效，请重新获取');
/** 404: no personal field, or the form has none. */
const noSuchField = defineError('reveal.no_such_field', 404, '该项没有可查看的完整信息');
/** 410: the law's period has ended. */
const valueErased = defineError('reveal.erased', 410, '该信息已按规定删除');

/** What officers see of a subject: masks; a field behind one with filing's receipt. Each look is recorded before anything is decrypted. */
@Injectable()
export class ReviewService {
  constructor(
    @Inject(DB_API) private readonly db: DataSource,
    @Inject(KEYS) private readonly keys: Keys,
    @Inject(SubjectRevisions) private readonly revisions: SubjectRevisions,
  ) {}

  /** The form with masks, and the name of a unit, which is public. */
  async view(caller: Principal, id: string, revision: number): Promise<SubjectView> {
    const row = await this.look(caller, id, revision, { action: 'subject.view', ground: 'review' });
    const data = await unlessErased(this.revisions.open(id, revision, row.data), undefined);
    if (data === undefined) return erasedViewOf(id, row, row.warnings);
    return { ...viewOf(id, row, maskSubject(data), row.warnings), sameCertificate: row.sameCertificate };
  }

  /** One field in clear. Filing has found that the officer holds the case, and counted the reveal. */
  async reveal(caller: Principal, id: string, revision: number, token: string): Promise<RevealedValue> {
    const refusable = { action: 'subject.reveal', target: { type: 'subject', id }, bureau: caller.bureau };
    const receipt = await attempt(this.db, caller, this.keys, refusable, async () => {
      const given = await this.keys.verify(REVEAL_RECEIPT, 'filing', RevealReceipt, token);
      if (given.account !== caller.account || given.subject !== id || given.revision !== revision) throw receiptMismatch();
      if (formOfField(given.field) !== 'subject') throw noSuchField();
      return given;
    });
    const { field, filing, reason } = receipt;
    const row = await this.look(caller, id, revision, { action: 'subject.reveal', ground: reason, filing, field });
    const data = await unlessErased(this.revisions.open(id, revision, row.data), undefined);
    if (data === undefined) throw valueErased();
    const value = personalValue(data, field);
    if (value === undefined) throw noSuchField();
    return { field, value };
  }

  private look(caller: Principal, id: string, revision: number, { action, ground, filing, field }: Look): Promise<RevisionRow> {
    const entry = { action, target: { type: 'subject', id }, bureau: caller.bureau };
    return attempt(this.db, caller, this.keys, entry, () => found(this.db, caller, async (tx) => {
      const [one] = await tx.query<RevisionRow>(REVISION, [id, revision, caller.scope]);
      if (!one) return hidden(tx, 'subject', id, revision);
      record(tx, this.keys, { ...entry, outcome: 'done', filing: filing ?? one.filing, ground, after: { revision, ...(field !== undefined && { fields: [field] }) } });
      return one;
    }));
  }
}
