import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const ROOT = join(import.meta.dirname, '../..');
const OF_SPECS = /\.spec\.tsx?$|\.fixture\.ts$|\/spec-[^/]*\.ts$/;
const FIXTURE_IMPORT = /from '[^']*(\.fixture|\/spec-[^/']*)\.ts'/;

describe('fixtures', () => {
  it('are imported by specs and other fixtures only', () => {
    const files = globSync('{apps,libs,workflows}/*/src/**/*.{ts,tsx}', { cwd: ROOT });
    const importing = files.filter((file) => FIXTURE_IMPORT.test(readFileSync(join(ROOT, file), 'utf8')));
    expect(importing.length).toBeGreaterThan(10);
    expect(importing.filter((file) => !OF_SPECS.test(file))).toEqual([]);
  });
});
