import { Inject, Injectable } from '@nestjs/common';
import type { PublicFiling } from '@beian/contracts/filing/api';
import type { ObjectKind } from '@beian/contracts/primitives';
import { ANONYMOUS } from '@beian/contracts/principal';
import { inScope } from '@beian/kit/db/scope';
import { DB_PUBLIC } from '@beian/kit/service/tokens';
import { shanghaiDate } from '@beian/rules/calendar/dates';
import { duplicateKey, toALabel, toULabel } from '@beian/rules/domains/hosts';
import { filingCode, parseFilingNumber } from '@beian/rules/numbers/filing-number';
import { SUBJECT_TYPES, type SubjectType } from '@beian/rules/organisations/subject-types';
import type { DataSource } from 'typeorm';

interface Row {
  readonly object: ObjectKind;
  readonly site_name: string;
  readonly domains: readonly string[];
  readonly opener_shown: string;
  readonly opener_kind: string;
  readonly interactive: boolean;
  readonly number: string;
  readonly bureau_name: string;
  readonly issued_at: Date;
  readonly state: 'filed' | 'cancelled';
}

const FOUND_AT_MOST = 20;
const COLUMNS = 'f.object, f.site_name, f.domains, f.opener_shown, f.opener_kind, f.interactive, f.number, b.name as bureau_name, f.issued_at, f.state';
const FOUND = `f.state in ('filed', 'cancelled') order by f.issued_at desc limit ${FOUND_AT_MOST}`;
const BY_CODE = `select ${COLUMNS} from filing f join bureau_copy b on b.bureau = f.bureau where f.code = $1 and ${FOUND}`;
const BY_HOST = `select ${COLUMNS} from published_host p join filing f on f.id = p.filing join bureau_copy b on b.bureau = f.bureau where p.host = $1 and ${FOUND}`;

@Injectable()
export class LookupQueries {
  constructor(@Inject(DB_PUBLIC) private readonly source: DataSource) {}

  /** OPN-30: by number, its 14 digits or a domain; whole values only, so that nothing can be listed. Sees public columns alone. */
  async find(text: string): Promise<PublicFiling[]> {
    const parts = parseFilingNumber(text);
    const code = parts === undefined ? null : filingCode(parts);
    const host = code === null ? toALabel(text) : undefined;
    if (code === null && host === undefined) return [];
    const rows = await inScope(this.source, ANONYMOUS, (tx) => (host === undefined ? tx.query<Row>(BY_CODE, [code]) : tx.query<Row>(BY_HOST, [duplicateKey(host)])));
    return rows.map((row) => ({
      object: row.object, siteName: row.site_name, domains: row.domains.map(toULabel), opener: row.opener_shown,
      openerKind: Object.hasOwn(SUBJECT_TYPES, row.opener_kind) ? SUBJECT_TYPES[row.opener_kind as SubjectType] : row.opener_kind,
      interactive: row.interactive, number: row.number, bureauName: row.bureau_name, filedOn: shanghaiDate(row.issued_at), state: row.state,
    }));
  }
}
