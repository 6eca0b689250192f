import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';

export const ROOT = join(import.meta.dirname, '../..');
/** What .gitignore names: packages, data, what is built. */
const IGNORED = new Set(['node_modules', '.data', '.nx', '.git', 'coverage', 'dist']);

/** Every file of the repository, by its path from the root. */
export function sourceFiles(directory = ROOT): string[] {
  return readdirSync(directory, { withFileTypes: true }).flatMap((entry) => {
    const path = join(directory, entry.name);
    if (IGNORED.has(entry.name) || entry.name.endsWith('.log')) return [];
    if (entry.isDirectory()) return sourceFiles(path);
    return entry.isFile() && statSync(path).size < 2_000_000 ? [relative(ROOT, path)] : [];
  });
}

/** What the last build has made: bundles, source maps, pages. */
export function builtFiles(): string[] {
  return readdirSync(join(ROOT, 'apps')).flatMap((app) => {
    const dist = join(ROOT, 'apps', app, 'dist');
    const names = statSync(dist, { throwIfNoEntry: false }) ? readdirSync(dist, { recursive: true, encoding: 'utf8' }) : [];
    return names.filter((name) => /\.(js|map|html|css|json|svg)$/.test(name)).map((name) => relative(ROOT, join(dist, name)));
  });
}

export function read(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}
