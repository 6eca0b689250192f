import { describe, expect, it } from '@jest/globals';
import { returnNeedsSupervisor } from './late-return.ts';

const first = { dayNumber: 15, fields: ['site.name'], earlierFields: [], changedFields: [], round: 1 };

describe('S2 一次性告知', () => {
  it.each([
    ['day 15 of the first round', first, false],
    ['day 16', { ...first, dayNumber: 16 }, true],
    ['a field named before', { ...first, round: 2, earlierFields: ['site.name'] }, false],
    ['a field changed since', { ...first, round: 2, changedFields: ['site.name'] }, false],
    ['a field unchanged and unmentioned before', { ...first, round: 2, earlierFields: ['domains'] }, true],
  ])('S2 return on %s needs the supervisor: %#', (_name, round, needed) => {
    expect(returnNeedsSupervisor(round)).toBe(needed);
  });
});
