import type { Fields } from './samples.ts';

/** Every place where what came differs from what the sample says; none means that all is as expected. */
export function differences(expected: unknown, actual: unknown, path = ''): string[] {
  if (Array.isArray(expected)) {
    if (!Array.isArray(actual)) return [`${path}: expected a list, got ${show(actual)}`];
    return expected.filter((item) => !actual.some((one) => differences(item, one).length === 0)).map((item) => `${path}: ${show(item)} is missing in ${show(actual)}`);
  }
  if (typeof expected === 'object' && expected !== null) {
    const fields = (typeof actual === 'object' && actual !== null ? actual : {}) as Fields;
    return Object.entries(expected as Fields).flatMap(([key, value]) => differences(value, fields[key], path ? `${path}.${key}` : key));
  }
  if (typeof expected === 'string' && expected.startsWith('~')) {
    const text = actual === undefined || actual === null ? '' : String(actual);
    return new RegExp(expected.slice(1), 'u').test(text) ? [] : [`${path}: ${show(actual)} does not match ${expected.slice(1)}`];
  }
  return expected === actual ? [] : [`${path}: expected ${show(expected)}, got ${show(actual)}`];
}

/** The same expectation with one leaf altered, once for each leaf. */
export function alterations(expected: unknown): { readonly path: string; readonly altered: unknown }[] {
  if (Array.isArray(expected)) {
    return expected.flatMap((item, at) => alterations(item).map(({ path, altered }) => ({ path: `[${at}]${path}`, altered: expected.with(at, altered) })));
  }
  if (typeof expected === 'object' && expected !== null) {
    return Object.entries(expected as Fields).flatMap(([key, value]) => alterations(value).map(({ path, altered }) => ({ path: `.${key}${path}`, altered: { ...expected, [key]: altered } })));
  }
  return [{ path: '', altered: alterLeaf(expected) }];
}

function alterLeaf(leaf: unknown): unknown {
  if (typeof leaf === 'number') return leaf + 1;
  if (typeof leaf === 'boolean') return !leaf;
  return typeof leaf === 'string' && leaf.startsWith('~') ? '~^这句话不会出现$' : `${String(leaf)}（改）`;
}

const show = (value: unknown): string => (JSON.stringify(value) ?? 'nothing').slice(0, 300);
