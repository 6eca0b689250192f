import { describe, expect, it } from '@jest/globals';
import { hashPassword, matchesPassword } from './password.ts';

async function medianMs(ask: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < 7; round += 1) {
    const began = performance.now();
    await ask();
    times.push(performance.now() - began);
  }
  return times.sort((a, b) => a - b)[3]!;
}

describe('passwords', () => {
  it('are kept as argon2id with a salt of their own', async () => {
    const [one, two] = await Promise.all([hashPassword('Abc12345!'), hashPassword('Abc12345!')]);
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(one).not.toBe(two);
    expect([await matchesPassword(one, 'Abc12345!'), await matchesPassword(one, 'abc12345!'), await matchesPassword(undefined, 'Abc12345!')]).toEqual([true, false, false]);
  });

  it('abuse 14: take as long to refuse for a name that nobody has', async () => {
    const stored = await hashPassword('Abc12345!');
    await matchesPassword(undefined, 'x');
    const known = await medianMs(() => matchesPassword(stored, 'Wrong12345!'));
    const unknown = await medianMs(() => matchesPassword(undefined, 'Wrong12345!'));
    expect(unknown).toBeGreaterThan(known / 3);
  });
});
