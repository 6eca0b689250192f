import { describe, expect, it } from '@jest/globals';
import { isMessage, type MessageShape } from './message-shape.ts';
import type { Message } from './work-queue.ts';

interface CaseMessage extends Message {
  readonly subject: string;
  readonly expectedVersion: number;
  readonly key: string;
}

const SHAPE: MessageShape<CaseMessage> = { about: { subject: 'a' }, seen: 'expectedVersion', texts: ['key'] };
const MESSAGE: CaseMessage = {
  command: 'c', action: 'approve', payloadDigest: 'd', issuedAt: 'i', expiresAt: 'e', credential: 'c', signature: 's', subject: 'a', expectedVersion: 1, key: 'k',
};
const isOne = (value: unknown): boolean => isMessage(value, 'approve', SHAPE);

describe('the shape of a message', () => {
  it('has every field', () => {
    expect(isOne(MESSAGE)).toBe(true);
    for (const key of Object.keys(MESSAGE)) expect([key, isOne({ ...MESSAGE, [key]: undefined })]).toEqual([key, false]);
  });

  it.each([
    ['is about another case', { subject: 'b' }],
    ['is of another action', { action: 'return' }],
    ['has half a version', { expectedVersion: 1.5 }],
    ['has a version in words', { expectedVersion: '1' }],
    ['has an empty text', { key: '' }],
    ['has a text of another type', { signature: 1 }],
    ['has a text without an end', { command: 'x'.repeat(501) }],
  ])('is not that of what %s', (_name, over) => {
    expect(isOne({ ...MESSAGE, ...over })).toBe(false);
  });

  it.each([undefined, null, 'text', 1, [], {}])('is not that of %j', (value) => {
    expect(isOne(value)).toBe(false);
  });
});
