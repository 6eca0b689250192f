import { resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { readSamples } from './samples.ts';

const samples = readSamples(resolve(import.meta.dirname, '../..'));

describe('the samples', () => {
  // One after another they register on one platform, where each of these is one account's.
  it.each(['loginName', 'mobile', 'email'] as const)('each have a %s of their own', (field) => {
    const values = samples.map(({ id, applicant }) => `${applicant[field].toLowerCase()} ${id}`).sort();
    const repeated = values.filter((value, index) => [values[index - 1], values[index + 1]].some((other) => other?.split(' ')[0] === value.split(' ')[0]));
    expect(repeated).toEqual([]);
  });
});
