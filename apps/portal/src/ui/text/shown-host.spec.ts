import { describe, expect, it } from '@jest/globals';
import { toALabel } from '@beian/rules/domains/hosts';
import { shownHost } from './shown-host.ts';

describe('hosts on the screen', () => {
  it('S7 are shown as U-labels, and left alone where they are none', () => {
    expect(shownHost(toALabel('携程.公司') ?? '')).toBe('携程.公司');
    expect(shownHost('www.example.com')).toBe('www.example.com');
    expect(shownHost('xn--99999999.com')).toBe('xn--99999999.com');
  });
});
