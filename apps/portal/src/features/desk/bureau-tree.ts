import type { BureauView } from '@beian/contracts/identity/api';

export interface BureauNode {
  readonly value: number;
  readonly title: string;
  readonly disabled: boolean;
  readonly children: BureauNode[];
}

/** The tree of bureaus by explicit parent (S5); the one that has the case already cannot be chosen. */
export function bureauTree(bureaus: readonly BureauView[], present: number): BureauNode[] {
  const known = new Set(bureaus.map(({ id }) => id));
  const below = (parent: number | null): BureauNode[] =>
    bureaus
      .filter((bureau) => (bureau.parent !== null && known.has(bureau.parent) ? bureau.parent : null) === parent)
      .sort((one, other) => one.issuingCode.localeCompare(other.issuingCode))
      .map(({ id, name }) => ({ value: id, title: name, disabled: id === present, children: below(id) }));
  return below(null);
}
