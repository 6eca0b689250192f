import { describe, expect, it } from '@jest/globals';
import { isWithin, parseFieldPath, pathKey } from './field-path.ts';

describe('field paths', () => {
  it('are read in the writing of the rules and in that of the services', () => {
    expect(parseFieldPath('domains[1].host')).toEqual(['domains', 1, 'host']);
    expect(parseFieldPath('data.domains.1', ['data'])).toEqual(['domains', 1]);
    expect(parseFieldPath('website.manager.name', ['data', 'website'])).toEqual(['manager', 'name']);
  });

  it('are compared as text and by nesting', () => {
    expect(pathKey(['ipRanges', 0, 'start'])).toBe('ipRanges.0.start');
    expect(isWithin(['approvals', 0, 'image'], ['approvals'])).toBe(true);
    expect(isWithin(['approvals'], ['approvals', 0])).toBe(false);
  });
});
