import { describe, expect, it } from '@jest/globals';
import { expiryOf, parseSolution } from './solution.ts';

const SOUND = { algorithm: 'SHA-256', challenge: 'a'.repeat(64), number: 7, salt: 'abc?expires=1767225600&', signature: 'b'.repeat(64) };
const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64');

describe('a proof of work as it arrives', () => {
  it('reads what the browser sends, with the time that its widget adds', () => {
    expect(parseSolution(encode({ ...SOUND, took: 412 }))).toMatchObject(SOUND);
  });

  it.each([
    ['nothing', ''],
    ['no base64', '%%%'],
    ['null', encode(null)],
    ['a list', encode([SOUND])],
    ['another algorithm', encode({ ...SOUND, algorithm: 'SHA-1' })],
    ['a number as text', encode({ ...SOUND, number: '7' })],
    ['an object for a text', encode({ ...SOUND, salt: { toString: 'x' } })],
    ['a further field', encode({ ...SOUND, __proto__x: 1 })],
    ['something huge', encode({ ...SOUND, salt: 'x'.repeat(100_000) })],
  ])('abuse 11, 19: takes no notice of %s', (_case, text) => {
    expect(parseSolution(text)).toBeUndefined();
  });

  it('finds the end of validity in the salt, and misses it where there is none', () => {
    expect(expiryOf(parseSolution(encode(SOUND))!)).toEqual(new Date('2026-01-01T00:00:00Z'));
    for (const salt of ['abc', 'abc?expires=', 'abc?expires=-1', 'abc?expires=soon']) expect(expiryOf({ ...SOUND, algorithm: 'SHA-256', salt })).toBeUndefined();
  });
});
