import { describe, expect, it } from '@jest/globals';
import { Id } from '@beian/contracts/primitives';
import { newId } from './new-id.ts';

describe('ids chosen by the client', () => {
  it('are UUIDs of version 7 that the contracts accept', () => {
    const id = newId();
    expect(Id.safeParse(id).success).toBe(true);
    expect(id[14]).toBe('7');
  });

  it('sort by time', () => {
    expect(newId(1_700_000_000_000) < newId(1_700_000_000_001)).toBe(true);
  });
});
