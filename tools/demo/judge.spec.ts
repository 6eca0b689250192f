import { describe, expect, it } from '@jest/globals';
import { alterations, differences } from './judge.ts';

const expected = { status: 'applied', number: '~^鄂公网安备 \\d{14}号$', bureau: 420106, interactive: false, fields: ['data.name'] };
const actual = { status: 'applied', number: '鄂公网安备 42010602000001号', bureau: 420106, interactive: false, fields: ['data.name', 'data.domains'], more: 1 };

describe('what the demo expects', () => {
  it('agrees with an answer that says as much or more', () => {
    expect(differences(expected, actual)).toEqual([]);
  });

  it('names the field that differs', () => {
    expect(differences(expected, { ...actual, bureau: 420111 })).toEqual(['bureau: expected 420106, got 420111']);
    expect(differences(expected, undefined)).toHaveLength(5);
  });

  it('differs after each single alteration, so no expectation is idle', () => {
    const altered = alterations(expected);
    expect(altered.map(({ path }) => path)).toEqual(['.status', '.number', '.bureau', '.interactive', '.fields[0]']);
    for (const one of altered) expect(differences(one.altered, actual)).toHaveLength(1);
  });
});
