import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import semver from 'semver';

interface Minimum {
  readonly package: string;
  readonly safe: string;
  readonly reason: string;
}
interface Locked {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly link?: boolean;
}

const ROOT = join(import.meta.dirname, '../..');
const minimums = JSON.parse(readFileSync(join(import.meta.dirname, 'minimum-versions.json'), 'utf8')) as Minimum[];
const { packages } = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as { packages: Record<string, Locked> };
const installed = Object.entries(packages).flatMap(([path, { version }]) => {
  const at = path.lastIndexOf('node_modules/');
  return at < 0 || version === undefined ? [] : [{ path, name: path.slice(at + 'node_modules/'.length), version }];
});
const copiesOf = (name: string) => installed.filter((one) => one.name === name);
const FORBIDDEN = '<0.0.0-0';

describe('no advisory service is asked: packages by the list of minimum versions', () => {
  it.each(minimums)('$package $safe: every copy in the lock file is a safe one', ({ package: name, safe, reason }) => {
    expect(semver.validRange(safe)).not.toBeNull();
    expect(reason.length).toBeGreaterThan(20);
    expect(copiesOf(name).filter(({ version }) => !semver.satisfies(version, safe))).toEqual([]);
  });

  it('has no entry for what is not installed any more, but for what must not be', () => {
    expect(minimums.filter(({ package: name, safe }) => copiesOf(name).length === 0 && safe !== FORBIDDEN).map((one) => one.package)).toEqual([]);
  });

  it('every package is known by its digest, and by no address of a registry', () => {
    const foreign = Object.entries(packages).filter(([path, { link, version, integrity, resolved }]) => path.includes('node_modules/') && !link && (version === undefined || integrity === undefined || resolved !== undefined));
    expect(foreign.map(([path]) => path)).toEqual([]);
  });
});
