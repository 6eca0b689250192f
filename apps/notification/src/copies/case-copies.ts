import { Inject, Injectable } from '@nestjs/common';
import type { ObjectKind } from '@beian/contracts/primitives';
import type { Tx } from '@beian/kit/db/scope';
import type { ApplicationKind } from '@beian/rules/lifecycle/stages';
import { DirectoryCopies, type BureauFacts } from './directory-copies.ts';

/** A case as texts and recipients need it. */
export interface CaseCopy {
  readonly application: string;
  readonly filing: string;
  readonly number: string;
  readonly kind: ApplicationKind;
  readonly object: ObjectKind;
  readonly siteName: string;
  readonly owner: string;
  readonly bureau: number;
  readonly holder: string | null;
  /** Keyed indexes of those who stand on it. */
  readonly persons: readonly string[];
}

/** A case with the bureau that has it; undefined until identity's event about the bureau has arrived. */
export type CaseFound = Omit<CaseCopy, 'bureau'> & { readonly bureauId: number; readonly bureau: BureauFacts | undefined };

const KEEP = `insert into case_copy (application, filing, number, kind, object, site_name, owner, bureau, persons) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
  on conflict (application) do update set number = excluded.number, site_name = excluded.site_name, bureau = excluded.bureau, persons = excluded.persons`;
// A null leaves name and persons; a case goes to a bureau and its holder at once.
const CHANGE = `update case_copy set bureau = $2, holder = $3, site_name = coalesce($4, site_name), persons = coalesce($5, persons) where application = $1`;
const FIND = `select c.application, c.filing, c.number, c.kind, c.object, c.site_name as "siteName", c.owner, c.holder, c.persons, c.bureau as "bureauId",
    case when b.bureau is not null then json_build_object('name', b.name, 'phone', b.brigade_phone) end as bureau
  from case_copy c left join bureau_copy b on b.bureau = c.bureau where c.application = $1`;

/** Copies of applications: the number stands only in the event of the submission, and the holder only in that of taking it. */
@Injectable()
export class CaseCopies {
  constructor(@Inject(DirectoryCopies) private readonly directory: DirectoryCopies) {}

  async keep(tx: Tx, { application, filing, number, kind, object, siteName, owner, bureau, persons }: Omit<CaseCopy, 'holder'>): Promise<void> {
    await tx.query(KEEP, [application, filing, number, kind, object, siteName, owner, bureau, persons]);
  }

  async change(tx: Tx, application: string, { bureau, holder = null, siteName, persons }: { bureau: number; holder?: string | null; siteName?: string; persons?: readonly string[] | undefined }): Promise<void> {
    await tx.query(CHANGE, [application, bureau, holder, siteName ?? null, persons ?? null]);
  }

  async find(tx: Tx, application: string): Promise<CaseFound | undefined> {
    const [row] = await tx.query<CaseFound & Record<string, unknown>>(FIND, [application]);
    return row && { ...row, bureau: row.bureau ?? undefined };
  }

  /** Events of a case come in order, so its submission has been seen. */
  async get(tx: Tx, application: string): Promise<CaseFound> {
    const found = await this.find(tx, application);
    if (!found) throw new Error(`No submission of application ${application} was seen`);
    return found;
  }

  /** Who answers for the case: its holder, else the bureau's reviewers; with `supervisors` these as well (OPN-54). S4: nobody whose own case it is. */
  async officersOf(tx: Tx, { bureauId, holder, owner, persons }: Pick<CaseFound, 'bureauId' | 'holder' | 'owner' | 'persons'>, supervisors = false): Promise<string[]> {
    const handling = holder === null ? await this.directory.findOfficers(tx, bureauId, ['reviewer']) : [holder];
    const above = supervisors ? await this.directory.findOfficers(tx, bureauId, ['supervisor']) : [];
    const asked = new Set([...handling, ...above]);
    for (const own of [owner, ...(await this.directory.findNamed(tx, [...asked], persons))]) asked.delete(own);
    return [...asked];
  }
}
