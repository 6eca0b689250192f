/** One option of a dictionary. */
export interface Option {
  readonly label: string;
  /** OPN-19: whoever ticks it offers an interactive service. */
  readonly interactive?: boolean;
  /** OPN-18: who may tick it; left out: everybody. */
  readonly openTo?: 'units' | 'individuals' | 'all';
}

/** Options by the key that is stored. */
export type Dictionary = Readonly<Record<string, Option>>;

/** A dictionary of two levels (OPN-24): leaves are stored, ticking a parent ticks its children. */
export type Tree = Readonly<Record<string, { readonly label: string; readonly children: Dictionary }>>;

/** The keys of a tree's leaves. */
export type LeafOf<T extends Tree> = { [P in keyof T]: keyof T[P]['children'] & string }[keyof T];

/** Every leaf of a tree with its option, in order. */
export function leavesOf(tree: Tree): Dictionary {
  return Object.fromEntries(Object.values(tree).flatMap(({ children }) => Object.entries(children)));
}

/** What is stored when these nodes are ticked: leaves alone, each once, in the tree's order. What the tree does not know is dropped. */
export function tickedLeaves(tree: Tree, nodes: readonly string[]): string[] {
  const ticked = new Set(nodes);
  return Object.entries(tree).flatMap(([parent, { children }]) => Object.keys(children).filter((leaf) => ticked.has(parent) || ticked.has(leaf)));
}

/** The option behind a stored key; undefined for a key that the dictionary does not have. */
export function optionOf(dictionary: Dictionary, key: unknown): Option | undefined {
  return typeof key === 'string' && Object.hasOwn(dictionary, key) ? dictionary[key] : undefined;
}
