import type { Principal, Role } from '@beian/contracts/principal';
import fc from 'fast-check';
import { anApplicant, anOfficer } from './principals.ts';

/** BEIAN_SEED plays another world; fast-check prints the seed of a run that fails. */
export const SEED = Number(process.env['BEIAN_SEED'] ?? 20_260_427);

/** A bureau of an invented province: three levels, by explicit parent (S5). */
export interface BureauFact {
  readonly bureau: number;
  readonly parent: number | null;
  readonly level: 'province' | 'city' | 'county';
  readonly region: string;
}

/** A record of somebody, held by a bureau now and perhaps by others before (transfers); `person`, of that serial number, stands on it. */
export interface Held {
  readonly owner: Principal;
  readonly bureau: number;
  readonly before: readonly number[];
  readonly person: string;
  readonly serial: number;
}

/** People, bureaus and records of one random world. */
export interface World {
  readonly bureaus: readonly BureauFact[];
  readonly applicants: readonly Principal[];
  readonly officers: readonly Principal[];
  readonly held: readonly Held[];
}

const CASE_ROLES: readonly Role[] = ['reviewer', 'inspector', 'supervisor'];
const OTHER_ROLES: readonly Role[] = ['auditor', 'administrator', 'operator', 'cyberspace'];

/**
 * A world of the seed: the same seed gives the same tree, offices, owners and transfers. `indexOf` gives the keyed index of the
 * invented person of a serial number, where the service computes it from a form itself.
 */
export function aWorld(size: { records?: number; officers?: number; applicants?: number; indexOf?: (serial: number) => string } = {}): World {
  const { records = 14, officers = 9, applicants = 4, indexOf = () => anApplicant().person! } = size;
  const shape = fc.record({
    counties: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 2, maxLength: 3 }),
    offices: fc.array(fc.record({ at: fc.nat(), role: fc.constantFrom(...CASE_ROLES, ...CASE_ROLES, ...OTHER_ROLES) }), { minLength: officers, maxLength: officers }),
    held: fc.array(fc.record({ owner: fc.nat(), path: fc.array(fc.nat(), { minLength: 1, maxLength: 3 }), person: fc.nat() }), { minLength: records, maxLength: records }),
  });
  const [drawn] = fc.sample(shape, { seed: SEED, numRuns: 1 });
  if (drawn === undefined) throw new Error('fast-check drew nothing');
  const bureaus = treeOf(drawn.counties);
  const bureauAt = (index: number): number => bureaus[index % bureaus.length]!.bureau;
  const owners = Array.from({ length: applicants }, () => anApplicant());
  const sitting = drawn.offices.map(({ at, role }, serial) => anOfficer({ bureau: bureauAt(at), scope: below(bureaus, bureauAt(at)), roles: [role], person: indexOf(serial) }));
  const named = Array.from({ length: officers + 12 }, (_, serial) => serial);
  const held = drawn.held.map(({ owner, path, person }) => {
    // A transfer goes to another bureau.
    const stations = path.map(bureauAt).filter((bureau, index, all) => bureau !== all[index - 1]);
    const bureau = stations.at(-1)!;
    // Every second record names somebody who would see it by office: otherwise own cases (S4) would be rare.
    const seeing = named.filter((serial) => sitting[serial]?.scope.includes(bureau));
    const serial = person % 2 === 0 && seeing.length > 0 ? seeing[person % seeing.length]! : named[person % named.length]!;
    return { owner: owners[owner % owners.length]!, bureau, before: stations.slice(0, -1), serial, person: sitting[serial]?.person ?? indexOf(serial) };
  });
  return { bureaus, applicants: owners, officers: sitting, held };
}

function treeOf(counties: readonly number[]): BureauFact[] {
  let next = 1;
  const add = (parent: number | null, level: BureauFact['level']): BureauFact => {
    const bureau = next;
    next += 1;
    return { bureau, parent, level, region: `42${String(bureau).padStart(4, '0')}` };
  };
  const province = add(null, 'province');
  const cities = counties.map(() => add(province.bureau, 'city'));
  return [province, ...cities, ...cities.flatMap((city, index) => Array.from({ length: counties[index]! }, () => add(city.bureau, 'county')))];
}

/** What a session's token carries: own bureau and all below, walked down. */
function below(bureaus: readonly BureauFact[], top: number): number[] {
  return [top, ...bureaus.filter(({ parent }) => parent === top).flatMap(({ bureau }) => below(bureaus, bureau))];
}

/** Whether a bureau is `top` or lies below it, walked up: the rule's side of what `below` gives out. */
export function isWithin({ bureaus }: World, bureau: number, top: number | null): boolean {
  if (top === null) return false;
  if (bureau === top) return true;
  const parent = bureaus.find((each) => each.bureau === bureau)?.parent ?? null;
  return parent !== null && isWithin({ bureaus } as World, parent, top);
}

/**
 * S4 as the requirement says it, written without the code under test: an owner sees the own records; an officer those of the
 * own bureau and below. `kept`: also bureaus that held the record before. Roles and own cases stand apart (`caseRule`).
 */
export function seesBy(world: World, who: Principal, held: Held, afterTransfer: 'moves' | 'kept' = 'moves'): boolean {
  if (who.kind === 'applicant') return who.account === held.owner.account;
  if (who.kind !== 'officer') return false;
  const stations = afterTransfer === 'kept' ? [held.bureau, ...held.before] : [held.bureau];
  return stations.some((bureau) => isWithin(world, bureau, who.bureau));
}

/** S4: an officer is the submitting account or a person on the record. */
export function isOwnOf(who: Principal, { owner, person }: Held): boolean {
  return who.kind === 'officer' && (who.account === owner.account || who.person === person);
}

/** What raw SQL may reach: what is seen, and no officer's own case, whatever the office (S4). */
export function reachedBy(world: World, who: Principal, held: Held, afterTransfer: 'moves' | 'kept' = 'moves'): boolean {
  return seesBy(world, who, held, afterTransfer) && !isOwnOf(who, held);
}

/** S4 of a case's pages: a role that handles cases, and nobody the own case; whoever has submitted it knows of it, wherever it is. */
export function caseRule(world: World, who: Principal, held: Held, afterTransfer: 'moves' | 'kept' = 'moves'): 'shown' | 'own-case' | 'unknown' {
  if (who.kind === 'applicant') return seesBy(world, who, held, afterTransfer) ? 'shown' : 'unknown';
  if (!who.roles.some((role) => CASE_ROLES.includes(role))) return 'unknown';
  if (who.account === held.owner.account) return 'own-case';
  if (!seesBy(world, who, held, afterTransfer)) return 'unknown';
  return isOwnOf(who, held) ? 'own-case' : 'shown';
}

/** Everybody of a world, an officer whose account has submitted the first record (and a stranger's number), and a stranger of each kind. */
export function everybodyOf(world: World): Principal[] {
  const submitted = world.held.slice(0, 1).map(({ bureau, owner }) => anOfficer({ bureau, scope: below(world.bureaus, bureau), account: owner.account }));
  return [...world.applicants, ...world.officers, ...submitted, anApplicant(), anOfficer({ bureau: 999_999 })];
}
