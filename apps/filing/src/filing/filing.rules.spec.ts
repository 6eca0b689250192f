import { describe, expect, it } from '@jest/globals';
import { displayBy, htmlCode } from './filing.rules.ts';

describe('what the owner puts on the site', () => {
  it('OPN-28, NUM-05: a link to the look-up with the 14 digits, the icon before the number', () => {
    expect(htmlCode({ code: '42010602000001', number: '鄂公网安备 42010602000001号' }, { lookup: 'https://beian.example/lookup', icon: 'https://beian.example/icon.png' })).toBe(
      '<a href="https://beian.example/lookup?code=42010602000001" rel="noreferrer" target="_blank"><img src="https://beian.example/icon.png" alt="">鄂公网安备 42010602000001号</a>',
    );
  });

  it('abuse 32: is inert whatever stands in it', () => {
    const html = htmlCode({ code: '"><script>', number: '<b>&"\'' }, { lookup: 'https://a.example/?x=1&y="', icon: "javascript:'" });
    expect(html).not.toMatch(/<script|<b>/);
    expect(html.match(/</g)).toHaveLength(3);
  });

  it('OPN-30: within 30 days of the day of issue in Asia/Shanghai', () => {
    expect(displayBy(new Date('2026-01-01T16:30:00Z'))).toBe('2026-02-01');
  });
});
