import { resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { readSamples } from './samples.ts';

const all = readSamples(resolve(import.meta.dirname, '../..'));
const samples = all.filter(({ under }) => under === undefined);

describe('the samples', () => {
  // One after another they register on one platform, where each of these is one account's.
  it.each(['loginName', 'mobile', 'email'] as const)('each have a %s of their own', (field) => {
    const values = samples.map(({ id, applicant }) => `${applicant[field].toLowerCase()} ${id}`).sort();
    const repeated = values.filter((value, index) => [values[index - 1], values[index + 1]].some((other) => other?.split(' ')[0] === value.split(' ')[0]));
    expect(repeated).toEqual([]);
  });

  it('OPN-65 have one account and subject a certificate number; what is filed later goes on under them', () => {
    const numberOf = ({ subject }: (typeof all)[number]) => String(subject['certificateNumber'] ?? (subject['responsible'] as { certificateNumber: string }).certificateNumber);
    const numbers = samples.map(numberOf);
    expect(numbers.filter((number, index) => numbers.indexOf(number) !== index)).toEqual([]);
    expect(all.filter(({ under }) => under !== undefined).map(({ under }) => all.findIndex(({ id }) => id === under) >= 0)).toEqual([true, true, true, true]);
  });
});
