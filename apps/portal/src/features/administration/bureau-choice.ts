import type { AdministeredBureau } from '@beian/contracts/identity/administration';

export interface BureauChoice {
  readonly value: number;
  readonly title: string;
  readonly children: BureauChoice[];
}

/** Bureaus in service as a tree by explicit parent (S5), for choosing one; `without` leaves out a bureau and all below it. */
export function bureauChoices(bureaus: readonly AdministeredBureau[], without?: number): BureauChoice[] {
  const present = bureaus.filter(({ active, id }) => active && id !== without);
  const known = new Set(present.map(({ id }) => id));
  const below = (parent: number): BureauChoice[] => present.filter((each) => each.parent === parent).map(({ id, name }) => ({ value: id, title: name, children: below(id) }));
  return present.filter((each) => each.own || (each.parent === null && !known.has(each.id))).map(({ id, name }) => ({ value: id, title: name, children: below(id) }));
}

/** Every line of the tree in its order, with how deep it stands. */
export function inTreeOrder(bureaus: readonly AdministeredBureau[]): { readonly bureau: AdministeredBureau; readonly depth: number }[] {
  const known = new Set(bureaus.map(({ id }) => id));
  const walk = (bureau: AdministeredBureau, depth: number): { bureau: AdministeredBureau; depth: number }[] => [{ bureau, depth }, ...bureaus.filter((each) => each.parent === bureau.id).flatMap((each) => walk(each, depth + 1))];
  return bureaus.filter(({ parent }) => parent === null || !known.has(parent)).flatMap((bureau) => walk(bureau, 0));
}
