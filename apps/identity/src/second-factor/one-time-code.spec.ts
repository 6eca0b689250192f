import { describe, expect, it } from '@jest/globals';
import { TOTP } from 'otpauth';
import { newRecoveryCode, newTotpSecret, stepOfCode, totpUri } from './one-time-code.ts';

const SECRET = newTotpSecret();
const NOW = 1_767_225_600_000;
const STEP = Math.floor(NOW / 30_000);
const codeAt = (offset: number): string => new TOTP({ secret: SECRET }).generate({ timestamp: NOW + offset * 30_000 });

describe('one-time codes', () => {
  it.each([[-1, STEP - 1], [0, STEP], [1, STEP + 1]])('count %i steps from now', (offset, step) => {
    expect(stepOfCode(SECRET, codeAt(offset), 0, NOW)).toBe(step);
  });

  it.each([-2, 2])('do not count %i steps from now', (offset) => {
    expect(stepOfCode(SECRET, codeAt(offset), 0, NOW)).toBeUndefined();
  });

  it('count once: a step that was used, and every earlier one, is over', () => {
    expect(stepOfCode(SECRET, codeAt(0), STEP, NOW)).toBeUndefined();
    expect(stepOfCode(SECRET, codeAt(-1), STEP, NOW)).toBeUndefined();
    expect(stepOfCode(SECRET, codeAt(1), STEP, NOW)).toBe(STEP + 1);
  });

  it('come from a secret of 160 bits, whose address names the account', () => {
    expect(SECRET).toMatch(/^[A-Z2-7]{32}$/);
    expect(totpUri(SECRET, 'officer_1')).toContain(`secret=${SECRET}`);
    expect(totpUri(SECRET, 'officer_1')).toMatch(/^otpauth:\/\/totp\/.*officer_1\?/);
  });
});

describe('recovery codes', () => {
  it('have ten letters that are not mistaken for one another, and differ', () => {
    const codes = Array.from({ length: 200 }, newRecoveryCode);
    for (const code of codes) expect(code).toMatch(/^[2-9A-HJKMNP-TV-Z]{10}$/);
    expect(new Set(codes).size).toBe(200);
  });
});
