import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { CANARIES, ENV_READERS } from './canaries.ts';

interface Answer {
  readonly canaries: { readonly name: string; readonly forbidden: string[]; readonly allowed: string[] }[];
  readonly envReaders: { readonly file: string; readonly rules: string[] }[];
}

describe('lint canaries', () => {
  let answer: Answer;

  beforeAll(() => {
    const output = execFileSync(process.execPath, [join(import.meta.dirname, 'run-canaries.ts')], { encoding: 'utf8' });
    answer = JSON.parse(output.trim().split('\n').at(-1) ?? '') as Answer;
  }, 60_000);

  it.each(CANARIES)('$name ($file)', ({ name, rule }) => {
    const found = answer.canaries.find((one) => one.name === name);
    expect(found?.forbidden).toEqual([rule]);
    expect(found?.allowed).toEqual([]);
  });

  it.each(ENV_READERS)('$file may read the environment', ({ file }) => {
    expect(answer.envReaders.find((one) => one.file === file)?.rules).toEqual([]);
  });
});
