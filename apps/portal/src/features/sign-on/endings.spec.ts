import { describe, expect, it } from '@jest/globals';
import { SignOnEnding } from '@beian/contracts/identity/sign-on';
import { endingText } from './endings.ts';

describe('the page on which a sign-on ends', () => {
  it('ACC-07 has a calm sentence of its own for every reason', () => {
    const titles = SignOnEnding.options.map((reason) => endingText(reason).title);
    expect(new Set(titles).size).toBe(SignOnEnding.options.length);
    for (const title of titles) expect(title).toMatch(/^[\p{Script=Han}“”Cookie]+$/u);
  });

  it.each([null, '', '<script>', 'constructor'])('does not repeat what stands in the address: %j', (reason) => {
    expect(endingText(reason)).toBe(endingText('unknown'));
  });
});
