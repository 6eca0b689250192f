import type { FoundProviders, KeptProvider, KeptProviders, ProviderKind, ProviderSearch } from '@beian/contracts/filing/directory';
import type { Principal } from '@beian/contracts/principal';
import { inScope } from '@beian/kit/db/scope';
import { DB_API } from '@beian/kit/service/tokens';
import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { z } from 'zod';
import { decodeAs, encodePosition } from '../application/page.ts';
import { regionPrefix, spelled } from './directory.rules.ts';

const PAGE = 20;
/** Lists go by name and id: where a page ended. */
const Position = z.tuple([z.string().max(200), z.uuid()]);

const COLUMNS = 'id as directory, kind, name, region, address, phone, source, active, version';
// Every character counts as itself: a name with % in it is no pattern.
const NAMED = `($3 = '' or strpos(lower(name), lower($3)) > 0)`;
const AFTER = '($4::text is null or (name, id) > ($4, $5::uuid))';
const FIND = `select ${COLUMNS} from provider_entry where active and kind = $1 and region like $2 || '%' and ${NAMED} and ${AFTER} order by name, id limit ${PAGE + 1}`;
const LIST = `select ${COLUMNS} from provider_entry where ($1::text is null or kind = $1) and $2 = '' and ${NAMED} and ${AFTER} order by name, id limit ${PAGE + 1}`;

/** Lines that stand in the directory now, by id: a part of a statement whose parameter holds the ids. */
export const listedOf = (parameter: string): string =>
  `(select jsonb_agg(jsonb_build_object('directory', p.id, 'kind', p.kind, 'name', p.name)) from provider_entry p where p.active and p.id = any(${parameter}::uuid[]))`;
/** What `listedOf` gives. */
export type Listed = Pick<KeptProvider, 'directory' | 'kind' | 'name'>;

@Injectable()
export class DirectoryQueries {
  constructor(@Inject(DB_API) private readonly source: DataSource) {}

  /** LKP-02, LKP-05, OPN-44: 20 a page, by region (and all within it) and part of the name. */
  async find(caller: Principal, { kind, region, name = '', after }: ProviderSearch): Promise<FoundProviders> {
    const { items, next } = await this.page(caller, FIND, kind, regionPrefix(region), name, after);
    return { items: items.map(({ source: _source, active: _active, version: _version, ...found }) => found), next };
  }

  /** Everything, for those who keep it. */
  list(caller: Principal, { kind, name = '', after }: { kind?: ProviderKind | undefined; name?: string | undefined; after?: string | undefined }): Promise<KeptProviders> {
    return this.page(caller, LIST, kind ?? null, '', name, after);
  }

  private async page(caller: Principal, sql: string, kind: ProviderKind | null, prefix: string, name: string, after: string | undefined): Promise<KeptProviders> {
    const [last, id] = decodeAs(Position, after) ?? [null, null];
    const rows = await inScope(this.source, caller, (tx) => tx.query<KeptProvider & Record<string, unknown>>(sql, [kind, prefix, spelled(name), last, id]));
    const items = rows.slice(0, PAGE);
    const end = items.at(-1);
    return { items, next: rows.length > PAGE && end !== undefined ? encodePosition([end.name, end.directory]) : null };
  }
}
