/** One option of a dictionary. */
export interface Option {
  readonly label: string;
  /** OPN-19: whoever ticks it offers an interactive service. */
  readonly interactive?: boolean;
  /** OPN-18: who may tick it; left out: everybody. */
  readonly openTo?: 'units' | 'individuals' | 'all';
  /** No longer offered, and refused in what is submitted from now on; kept, because earlier filings hold it (OPN-57). */
  readonly retired?: boolean;
}

/** Options by the key that is stored. */
export type Dictionary = Readonly<Record<string, Option>>;

/** A dictionary of two levels (OPN-24): leaves are stored, ticking a parent ticks its children. */
export type Tree = Readonly<Record<string, { readonly label: string; readonly children: Dictionary }>>;

/** Every leaf of a tree with its option, in order. */
export function leavesOf(tree: Tree): Dictionary {
  return Object.fromEntries(Object.values(tree).flatMap(({ children }) => Object.entries(children)));
}

/** What is stored when these nodes are ticked: leaves alone, each once, in the tree's order. What the tree does not know is dropped. */
export function tickedLeaves(tree: Tree, nodes: readonly string[]): string[] {
  const ticked = new Set(nodes);
  return Object.entries(tree).flatMap(([parent, { children }]) => Object.keys(children).filter((leaf) => ticked.has(leaf) || (ticked.has(parent) && children[leaf]?.retired !== true)));
}

/** The options that are offered: none that is retired, unless it was ticked before and has to be seen to be taken back. */
export function offeredOf(dictionary: Dictionary, ticked: readonly string[] = []): Dictionary {
  return Object.fromEntries(Object.entries(dictionary).filter(([key, { retired }]) => retired !== true || ticked.includes(key)));
}

/** A tree of offered leaves; branches without any are left out. */
export function offeredTreeOf(tree: Tree, ticked: readonly string[] = []): Tree {
  const branches = Object.entries(tree).map(([key, { label, children }]) => [key, { label, children: offeredOf(children, ticked) }] as const);
  return Object.fromEntries(branches.filter(([, { children }]) => Object.keys(children).length > 0));
}

/** The option behind a stored key; undefined for a key that the dictionary does not have. */
export function optionOf(dictionary: Dictionary, key: unknown): Option | undefined {
  return typeof key === 'string' && Object.hasOwn(dictionary, key) ? dictionary[key] : undefined;
}
