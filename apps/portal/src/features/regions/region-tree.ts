import type { RegionView } from '@beian/contracts/identity/api';

/** One region with what lies below it. */
export interface RegionNode {
  readonly value: string;
  readonly label: string;
  readonly children?: RegionNode[];
}

/** The tree by explicit parent (S5), without abolished regions: those are not chosen any more. */
export function regionTree(regions: readonly RegionView[]): RegionNode[] {
  const below = new Map<string | null, RegionView[]>();
  const known = new Set(regions.map(({ code }) => code));
  for (const region of regions) {
    if (region.abolished) continue;
    const parent = region.parent !== null && known.has(region.parent) ? region.parent : null;
    below.set(parent, [...(below.get(parent) ?? []), region]);
  }
  const nodes = (parent: string | null): RegionNode[] =>
    (below.get(parent) ?? [])
      .sort((one, other) => one.code.localeCompare(other.code))
      .map(({ code, name }) => {
        const children = nodes(code);
        return children.length === 0 ? { value: code, label: name } : { value: code, label: name, children };
      });
  return nodes(null);
}

/** Codes from the top down to the region; a region that is not known stands alone. */
export function regionPath(regions: readonly RegionView[], code: string): string[] {
  const byCode = new Map(regions.map((region) => [region.code, region]));
  const path: string[] = [];
  for (let at: string | null = code; at !== null && !path.includes(at); at = byCode.get(at)?.parent ?? null) path.unshift(at);
  return path;
}

/** 湖北省 武汉市 武昌区. */
export function regionName(regions: readonly RegionView[], code: string): string {
  const names = new Map(regions.map((region) => [region.code, region.name]));
  return regionPath(regions, code).map((part) => names.get(part) ?? part).join(' ');
}
