import type { Tx } from '@beian/kit/db/scope';
import { shanghaiDate } from '@beian/rules/calendar/dates';
import { clashFindings as findingsOf } from '@beian/rules/forms/claims';
import { formOf } from '@beian/rules/forms/forms';
import { namedProviders, unlistedProviders } from '@beian/rules/forms/named-providers';
import type { Finding } from '@beian/rules/result';
import { listedOf, type Listed } from '../directory/directory.queries.ts';
import { chainOf, ROUTING_COLUMNS } from '@beian/kit/jurisdiction/routing';
import { codesOf, type OutsideProvince, type RoutedBureau, type RoutingRows } from '@beian/rules/jurisdiction/route-places';
import { routeTo } from '../copies/bureau-of-region.ts';
import type { FilingState } from '../filing/filing.entity.ts';
import type { Examined } from './examination.ts';

interface IntakeRow {
  readonly known: boolean;
  readonly filing: { readonly object: string; readonly state: FilingState; readonly applications: number } | null;
  readonly regions: RoutingRows['regions'];
  readonly bureaus: RoutingRows['bureaus'];
  readonly clashes: readonly Clash[] | null;
  readonly listed: readonly Listed[] | null;
  readonly serial: string;
  readonly outdated: boolean;
}
/** As claim_hosts tells it; `host` is a claim's key, whatever it is of. */
export interface Clash {
  readonly host: string;
  readonly clash: 'host' | 'domain';
}

// One statement for all that a submission asks the database: round trips are its cost (figures.md).
const INTAKE = `with recursive ${chainOf('$3')}, clashes as materialized (select * from claim_hosts($2, $6, $4, $5))
select
  exists (select 1 from application a where a.id = $1) as known,
  (select jsonb_build_object('object', f.object, 'state', f.state, 'applications', f.applications) from filing f where f.id = $2) as filing,
  ${ROUTING_COLUMNS},
  (select jsonb_agg(to_jsonb(c)) from clashes c) as clashes,
  ${listedOf('$7')} as listed,
  nextval('application_number') as serial,
  exists (select 1 from subject_copy s where s.subject = $6 and s.approved_revision > $8) as outdated`;

/** What the database says to a submission; what it claims is taken for the filing as part of it. */
export interface Intake {
  /** The id is stored already. */
  readonly known: boolean;
  readonly filing: IntakeRow['filing'];
  readonly clashes: readonly Clash[];
  /** LKP-07: providers that the form says are in the directory, and that are not. */
  readonly unlisted: readonly Finding[];
  /** OPN-07: another revision of the subject has come into force since its receipt was issued. */
  readonly outdated: boolean;
  /** The bureau whose case it is; throws why there is none. */
  bureauOrThrow(): RoutedBureau;
  /** The number told to the owner: day, issuing code of the bureau, serial. */
  applicationNumber(at: Date): string;
}

export async function takeIn(tx: Tx, ids: { application: string; filing: string }, examined: Examined, at: Date, outside: OutsideProvince): Promise<Intake> {
  const { receipt, claims } = examined;
  const named = namedProviders(formOf(examined.object), examined.data);
  const [row] = await tx.query<IntakeRow>(INTAKE, [ids.application, ids.filing, codesOf(receipt), claims.map(({ key }) => key), claims.map(({ domain }) => domain), receipt.subject, named.map(({ directory }) => directory), receipt.revision]);
  if (row === undefined) throw new Error('The intake statement gave no row');
  const bureauOrThrow = (): RoutedBureau => routeTo(row, receipt, at, outside);
  return {
    known: row.known,
    filing: row.filing,
    clashes: row.clashes ?? [],
    unlisted: unlistedProviders(named, row.listed ?? []),
    outdated: row.outdated,
    bureauOrThrow,
    applicationNumber: (moment) => `${shanghaiDate(moment).replaceAll('-', '')}${bureauOrThrow().issuing_code}${row.serial.padStart(8, '0')}`,
  };
}

/** S7, OPN-22: what other filings have to say about the claims, as findings on the form. */
export function clashFindings({ object, claims }: Examined, clashes: readonly Clash[]): Finding[] {
  return findingsOf(formOf(object), claims, clashes.map(({ host, clash }) => ({ key: host, clash: clash === 'host' ? 'taken' : 'domain' })));
}
