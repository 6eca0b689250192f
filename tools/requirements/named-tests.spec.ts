import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { namedTests } from './named-tests.ts';
import { readRegister } from './register.ts';

let root: string;

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'requirements-'));
  mkdirSync(join(root, 'libs'), { recursive: true });
  writeFileSync(join(root, 'libs/a.spec.ts'), `
    it('NAM-02 refuses a company name', () => expect('NAM-03').toBe('NAM-03'));
    it.each([['WEB-17 one address', 1], ['WEB-18..20 a range', 2], ['plain', 3]])('%s', () => undefined);
    it('SUB-26 and SUB-27 together', () => undefined);
    story.chapter(\`HOM-04 asks \${1}\`, () => undefined);
    describe('HOM-02', () => undefined);
  `);
});
afterAll(() => rmSync(root, { recursive: true }));

describe('tests that name a requirement', () => {
  it('are titles and rows that name one alone: no range, no pair, no group, no data', () => {
    const found = namedTests(root);
    expect([...found.keys()].sort()).toEqual(['HOM-04', 'NAM-02', 'WEB-17']);
    expect(found.get('NAM-02')).toEqual([{ file: 'libs/a.spec.ts', line: 2, title: 'NAM-02 refuses a company name' }]);
  });

  it('are looked for by a register whose ids are there once, each either due, owed, or with its reason', () => {
    const register = readRegister();
    expect(new Set(register.map(({ id }) => id)).size).toBe(register.length);
    expect(register.filter(({ owedWith, untestable }) => owedWith !== undefined && untestable !== undefined)).toEqual([]);
  });
});
