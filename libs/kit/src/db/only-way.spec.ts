import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const ROOT = join(import.meta.dirname, '../../../..');
const ROOMS = ['apps', 'libs', 'workflows', 'tools'];
/** Ways to a transaction or a connection that know nothing of the principal. */
const OTHER_WAYS = /\.transaction\(|createQueryRunner\(|startTransaction\(|from 'pg'|@Transaction/;
const ALLOWED = new Set(['libs/kit/src/db/scope.ts', 'libs/kit/src/db/migrate.ts', 'libs/testing/src/database.ts', 'libs/testing/src/statements.ts']);
const SKIPPED = new Set(['node_modules', 'dist', 'portal', 'histories', 'bench', 'chaos']);

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (SKIPPED.has(entry.name)) return [];
    const path = join(folder, entry.name);
    return entry.isDirectory() ? sources(path) : /\.ts$/.test(entry.name) && !/\.spec\.ts$/.test(entry.name) ? [path] : [];
  });
}

describe('the way to a transaction', () => {
  it('is inScope alone', () => {
    const files = ROOMS.flatMap((room) => sources(join(ROOT, room)));
    expect(files.length).toBeGreaterThan(50);
    const others = files.filter((file) => OTHER_WAYS.test(readFileSync(file, 'utf8'))).map((file) => relative(ROOT, file));
    expect(others.filter((file) => !ALLOWED.has(file))).toEqual([]);
    expect([...ALLOWED].filter((file) => !others.includes(file))).toEqual([]);
  });
});
