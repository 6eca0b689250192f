/** Path of a field as forms use it. */
export type FieldPath = readonly (string | number)[];

/** Reads `domains[1].host`, `domains.1.host` and `data.domains.1.host` alike; `roots` are dropped from the front. */
export function parseFieldPath(text: string, roots: readonly string[] = []): FieldPath {
  const parts = text.replace(/\[(\d+)\]/g, '.$1').split('.').filter((part) => part !== '');
  const first = parts[0];
  const rest = first !== undefined && roots.includes(first) ? parts.slice(1) : parts;
  return rest.map((part) => (/^\d+$/.test(part) ? Number(part) : part));
}

/** One text for a path, to compare and to look up by. */
export function pathKey(path: FieldPath): string {
  return path.join('.');
}

/** True when `inner` is `outer` or lies below it. */
export function isWithin(inner: FieldPath, outer: FieldPath): boolean {
  return outer.every((part, index) => inner[index] === part);
}
