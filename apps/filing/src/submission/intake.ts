import { DomainError } from '@beian/kit/errors/domain-error';
import type { Tx } from '@beian/kit/db/scope';
import { shanghaiDate } from '@beian/rules/calendar/dates';
import { clashFindings as findingsOf } from '@beian/rules/forms/claims';
import { formOf } from '@beian/rules/forms/forms';
import { routeRegion, type Succession } from '@beian/rules/jurisdiction/route-region';
import type { Finding } from '@beian/rules/result';
import type { FilingState } from '../filing/filing.entity.ts';
import type { Examined } from './examination.ts';

/** A bureau as a submission needs it. */
export interface IntakeBureau {
  readonly bureau: number;
  readonly name: string;
  readonly issuing_code: string;
  readonly regions: readonly string[];
}
interface IntakeRegion {
  readonly code: string;
  readonly parent: string | null;
  readonly abolished_on: string | null;
  readonly successors: readonly string[];
}
interface IntakeRow {
  readonly known: boolean;
  readonly filing: { readonly object: string; readonly state: FilingState; readonly applications: number } | null;
  readonly regions: readonly IntakeRegion[] | null;
  readonly bureaus: readonly IntakeBureau[] | null;
  readonly clashes: readonly Clash[] | null;
  readonly serial: string;
}
/** As claim_hosts tells it; `host` is a claim's key, whatever it is of. */
export interface Clash {
  readonly host: string;
  readonly clash: 'host' | 'domain';
}

// One statement for all that a submission asks the database: round trips are its cost (figures.md).
const INTAKE = `with recursive chain as (
  select code, parent, abolished_on, successors from region_copy where code = $3
  union
  select r.code, r.parent, r.abolished_on, r.successors from region_copy r join chain c on r.code = c.parent or r.code = any(c.successors)
), clashes as materialized (select * from claim_hosts($2, $6, $4, $5))
select
  exists (select 1 from application a where a.id = $1) as known,
  (select jsonb_build_object('object', f.object, 'state', f.state, 'applications', f.applications) from filing f where f.id = $2) as filing,
  (select jsonb_agg(to_jsonb(chain)) from chain) as regions,
  (select jsonb_agg(jsonb_build_object('bureau', b.bureau, 'name', b.name, 'issuing_code', b.issuing_code, 'regions', b.regions)) from bureau_copy b
     where b.active and b.regions && (select array_agg(code) from chain)) as bureaus,
  (select jsonb_agg(to_jsonb(c)) from clashes c) as clashes,
  nextval('application_number') as serial`;

/** What the database says to a submission; what it claims is taken for the filing as part of it. */
export interface Intake {
  /** The id is stored already. */
  readonly known: boolean;
  readonly filing: IntakeRow['filing'];
  readonly clashes: readonly Clash[];
  /** The bureau whose case it is; throws why there is none. */
  bureauOrThrow(): IntakeBureau;
  /** The number told to the owner: day, issuing code of the bureau, serial. */
  applicationNumber(at: Date): string;
}

export async function takeIn(tx: Tx, ids: { application: string; filing: string }, examined: Examined, at: Date): Promise<Intake> {
  const { receipt, claims } = examined;
  const [row] = await tx.query<IntakeRow>(INTAKE, [ids.application, ids.filing, receipt.region, claims.map(({ key }) => key), claims.map(({ domain }) => domain), receipt.subject]);
  if (row === undefined) throw new Error('The intake statement gave no row');
  const bureauOrThrow = (): IntakeBureau => route(row, receipt.region, at);
  return {
    known: row.known,
    filing: row.filing,
    clashes: row.clashes ?? [],
    bureauOrThrow,
    applicationNumber: (moment) => `${shanghaiDate(moment).replaceAll('-', '')}${bureauOrThrow().issuing_code}${row.serial.padStart(8, '0')}`,
  };
}

/** S5: by explicit parents and successions, never by arithmetic on the code. */
function route(row: IntakeRow, region: string, at: Date): IntakeBureau {
  const regions = row.regions ?? [];
  const parents = new Map(regions.map(({ code, parent }) => [code, parent]));
  const bureaus = new Map((row.bureaus ?? []).flatMap((bureau) => bureau.regions.map((code) => [code, bureau] as const)));
  const successions: Succession[] = regions.flatMap(({ code, successors, abolished_on }) => (abolished_on === null ? [] : [{ code, successors, since: abolished_on }]));
  const found = routeRegion(bureaus, parents, region, { successions, on: at });
  if (found.found) return found.bureau;
  throw new DomainError(found.code, 422, found.message);
}

/** S7, OPN-22: what other filings have to say about the claims, as findings on the form. */
export function clashFindings({ object, claims }: Examined, clashes: readonly Clash[]): Finding[] {
  return findingsOf(formOf(object), claims, clashes.map(({ host, clash }) => ({ key: host, clash: clash === 'host' ? 'taken' : 'domain' })));
}
