import { Inject, Injectable } from '@nestjs/common';
import type { DraftSummary, DraftView, SaveDraft } from '@beian/contracts/filing/api';
import { DraftDiscarded, DraftSaved } from '@beian/contracts/filing/events';
import type { Principal } from '@beian/contracts/principal';
import { unlessErased } from '@beian/kit/crypto/erased';
import type { Sealer } from '@beian/kit/crypto/sealer';
import { inScope } from '@beian/kit/db/scope';
import { forbidden, notFound } from '@beian/kit/errors/domain-error';
import { publish } from '@beian/kit/outbox/publish';
import { DB_API, SEALER } from '@beian/kit/service/tokens';
import type { DataSource } from 'typeorm';
import { draftConflict, draftTooLarge } from '../application/application.errors.ts';
import { draftHolder } from '../submission/case-data.ts';
import { Draft } from './draft.entity.ts';

const MAX_CONTENT_BYTES = 256 * 1024;
const MAX_NAME = 60;
const LISTED = 200;

@Injectable()
export class DraftService {
  constructor(
    @Inject(DB_API) private readonly source: DataSource,
    @Inject(SEALER) private readonly sealer: Sealer,
  ) {}

  /** OPN-37: keeps whatever was typed. Version 0 is a new draft; another window's newer version is not overwritten. */
  async save(principal: Principal, id: string, body: SaveDraft): Promise<DraftSummary> {
    const { account: owner } = principal;
    if (owner === null) throw forbidden();
    const text = JSON.stringify(body.content);
    if (Buffer.byteLength(text) > MAX_CONTENT_BYTES) throw draftTooLarge();
    const content = await this.sealer.seal(text, context(id), draftHolder(owner));
    const name = nameIn(body);
    const savedAt = new Date();
    return inScope(this.source, principal, async (tx) => {
      const values = [id, owner, body.object, body.subject, body.step, name, content, savedAt];
      const rows = body.expectedVersion === 0
        ? await tx.query<{ version: number }>(`with saved as (insert into draft (id, version, owner, object, subject, step, name, content, saved_at) values ($1, 1, $2, $3, $4, $5, $6, $7, $8)
            on conflict do nothing returning version) select version from saved`, values)
        : await tx.query<{ version: number }>(`with saved as (update draft set version = version + 1, object = $3, subject = $4, step = $5, name = $6, content = $7, saved_at = $8
            where id = $1 and owner = $2 and version = $9 returning version) select version from saved`, [...values, body.expectedVersion]);
      const version = rows[0]?.version;
      if (version === undefined) throw draftConflict();
      publish(tx, DraftSaved, id, { draft: id, owner, object: body.object });
      return { draft: id, object: body.object, subject: body.subject, name, step: body.step, version, savedAt: savedAt.toISOString() };
    });
  }

  async list(principal: Principal): Promise<DraftSummary[]> {
    return inScope(this.source, principal, async (tx) => {
      const drafts = await tx.manager.find(Draft, { where: { owner: principal.account ?? '' }, order: { savedAt: 'DESC' }, take: LISTED });
      return drafts.map(summaryOf);
    });
  }

  async read(principal: Principal, id: string): Promise<DraftView> {
    const draft = await inScope(this.source, principal, (tx) => tx.manager.findOneBy(Draft, { id }));
    if (draft === null) throw notFound();
    return { ...summaryOf(draft), content: JSON.parse(await unlessErased(this.sealer.open(draft.content, context(id)), '{}')) as Record<string, unknown> };
  }

  /** A repeat finds nothing to discard and is content. */
  async discard(principal: Principal, id: string): Promise<void> {
    await inScope(this.source, principal, async (tx) => {
      const gone = await tx.query<{ owner: string }>('with gone as (delete from draft where id = $1 returning owner) select owner from gone', [id]);
      for (const { owner } of gone) publish(tx, DraftDiscarded, id, { draft: id, owner, submitted: false });
    });
  }
}

const context = (draft: string): string => `draft:${draft}:content`;

function summaryOf({ id, object, subject, name, step, version, savedAt }: Draft): DraftSummary {
  return { draft: id, object, subject, name, step, version, savedAt: savedAt.toISOString() };
}

/** The site's or unit's name as the list shows it, which lies open: a person may have been typed where an individual's form has no name. */
function nameIn({ object, content }: SaveDraft): string {
  const name = object === 'subject' && content['nature'] !== 'unit' ? '' : content['name'];
  return typeof name === 'string' ? name.trim().slice(0, MAX_NAME) : '';
}
