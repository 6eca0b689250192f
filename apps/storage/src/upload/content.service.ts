import { Inject, Injectable } from '@nestjs/common';
import { REVEAL_RECEIPT, RevealReceipt } from '@beian/contracts/filing/reveals';
import type { Principal } from '@beian/contracts/principal';
import { REVIEW_REVEAL_RECEIPT, ReviewRevealReceipt } from '@beian/contracts/subject/reviews';
import type { Keys } from '@beian/kit/auth/keys';
import { sha256 } from '@beian/kit/crypto/digest';
import { unlessErased } from '@beian/kit/crypto/erased';
import type { Sealer } from '@beian/kit/crypto/sealer';
import { inScope, type Tx } from '@beian/kit/db/scope';
import { defineError, notFound } from '@beian/kit/errors/domain-error';
import { attempt } from '@beian/kit/records/attempt';
import { record, type RecordEntry } from '@beian/kit/records/record';
import { DB_API, KEYS, SEALER } from '@beian/kit/service/tokens';
import type { DataSource } from 'typeorm';
import { OBJECT_STORE, type ObjectStore } from '../object-store/object-store.ts';
import { contentContext } from './object-key.ts';

/** A receipt, and the service that has issued it. */
export interface ShownReceipt {
  readonly from: 'filing' | 'subject';
  readonly receipt: string;
}
/** What a receipt permits; `filing` is null where a subject's own review shows the picture. */
interface Permission {
  readonly account: string;
  readonly upload: string | null;
  readonly filing: string | null;
  readonly reason: string;
}

/** A picture in clear. */
export interface Content {
  readonly bytes: Buffer;
  readonly type: string;
}

interface Row {
  readonly owner: string;
  readonly purpose: string;
  readonly type: string;
  readonly digest: string;
  readonly object_key: string;
  /** The filing under which the officer's bureaus know the picture, when it is one only. */
  readonly filing: string | null;
}

/** 403: S4, officers do not see cases of their own. */
const ownCase = defineError('officer.own_case', 403, '该图片与您本人有关，依规定您不能查看');

/** 410: the law's period has ended. */
const pictureErased = defineError('upload.erased', 410, '该图片已按规定删除');
/** 403: officers open pictures of certificates for a stated reason only, with filing's receipt for this picture. */
const revealRequired = defineError('reveal.required', 403, '请先填写查看原因');

const OWN = `select owner, purpose, type, digest, object_key, null as filing from upload where id = $1 and owner = $2`;
const OF_BUREAUS = `with known as (
    select c.filing from upload_case c join filing_bureau b on b.filing = c.filing where c.upload = $1 and b.bureau = any($2)
    union select c.filing from subject_upload u join subject_case c on c.subject = u.subject and c.owner = u.owner join filing_bureau b on b.filing = c.filing where u.upload = $1 and b.bureau = any($2)
  )
  select owner, purpose, type, digest, object_key, (select case when count(*) = 1 then min(filing::text) end from known) as filing
  from upload where id = $1 and exists (select 1 from known)`;

/** Gives a picture to its owner, and to officers whose bureaus have a case with it; their looks are recorded first. */
@Injectable()
export class ContentService {
  constructor(
    @Inject(DB_API) private readonly db: DataSource,
    @Inject(KEYS) private readonly keys: Keys,
    @Inject(SEALER) private readonly sealer: Sealer,
    @Inject(OBJECT_STORE) private readonly store: ObjectStore,
  ) {}

  /** @param shown the reveal receipt that an officer needs for the picture of a certificate: filing's, or that of a subject's own review. */
  async read(caller: Principal, id: string, shown?: ShownReceipt): Promise<Content> {
    const entry = { action: 'upload.reveal', target: { type: 'upload', id }, bureau: caller.bureau };
    const row = await attempt(this.db, caller, this.keys, entry, async () => {
      const receipt = shown === undefined ? undefined : await this.verify(shown);
      const permitted = receipt?.account === caller.account && receipt?.upload === id ? receipt : undefined;
      // A refusal is thrown after the transaction: one that fails costs its connection.
      const found = await inScope(this.db, caller, (tx) => (caller.kind === 'officer' ? this.forOfficer(tx, caller, id, entry, permitted) : this.forOwner(tx, caller, id)));
      if (found === 'own') throw ownCase();
      if (!found) throw notFound();
      if (caller.kind === 'officer' && needsReason(found) && permitted === undefined) throw revealRequired();
      return found;
    });
    const bytes = await unlessErased(this.sealer.openBytes(await this.store.get(row.object_key), contentContext(id)), undefined);
    if (bytes === undefined) throw pictureErased();
    if (sha256(bytes) !== row.digest) throw new Error(`The object of upload ${id} is not what was stored`);
    return { bytes, type: row.type };
  }

  private async verify({ from, receipt }: ShownReceipt): Promise<Permission> {
    if (from === 'filing') return this.keys.verify(REVEAL_RECEIPT, 'filing', RevealReceipt, receipt);
    return { ...(await this.keys.verify(REVIEW_REVEAL_RECEIPT, 'subject', ReviewRevealReceipt, receipt)), filing: null };
  }

  private async forOwner(tx: Tx, caller: Principal, id: string): Promise<Row | undefined> {
    const [found] = await tx.query<Row>(OWN, [id, caller.account]);
    return found;
  }

  private async forOfficer(tx: Tx, caller: Principal, id: string, entry: Omit<RecordEntry, 'outcome'>, permitted: Permission | undefined): Promise<Row | 'own' | undefined> {
    const [found] = await tx.query<Row>(OF_BUREAUS, [id, caller.scope]);
    // S4: row security hides the officer's own; whether a hidden picture is one is all that is told.
    if (!found) return (await tx.query<{ own: boolean }>('select is_own_upload($1) as own', [id]))[0]?.own === true ? 'own' : undefined;
    if (needsReason(found) && permitted === undefined) return found;
    record(tx, this.keys, { ...entry, outcome: 'done', filing: permitted === undefined ? found.filing : permitted.filing, ground: permitted?.reason ?? 'review' });
    return found;
  }
}

/** Certificates show a person's face and numbers; what else is sent in, e.g. a permit, does not. */
function needsReason({ purpose }: Row): boolean {
  return purpose === 'certificate';
}
