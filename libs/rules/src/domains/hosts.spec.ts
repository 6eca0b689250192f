import { domainToASCII, domainToUnicode } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { checkAgainstKnown, checkDomains, type ForumEvidence } from './check-domains.ts';
import { duplicateKey, registrableDomain, toALabel, toULabel } from './hosts.ts';

describe('hosts', () => {
  it.each([
    ['Example.CN', 'example.cn'],
    ['携程.公司', 'xn--p3up99b.xn--55qx5d'],
    ['例子.中國', 'xn--fsqu00a.xn--fiqs8s'],
    ['例子。中国', 'xn--fsqu00a.xn--fiqs8s'],
    [' www.example.com. ', 'www.example.com'],
  ])('S7 %s is stored as %s', (text, stored) => {
    expect(toALabel(text)).toBe(stored);
  });

  it.each(['', 'localhost', 'http://example.cn', 'example.cn/path', 'example.cn:80', 'user@example.cn', '1.2.3.4', 'a..b', '-a.cn', 'a_b.cn', '*.example.cn', '例子 站.cn'])(
    'WEB-11 %p is no host', (text) => {
      expect(toALabel(text)).toBeUndefined();
    });

  it('S7 shows U-labels as the runtime’s own decoder does', () => {
    fc.assert(fc.property(fc.stringMatching(/^[一-龥a-z]{1,12}$/), (label) => {
      const ascii = domainToASCII(`${label}.中国`);
      fc.pre(ascii !== '');
      expect(toULabel(ascii)).toBe(domainToUnicode(ascii));
      expect(toALabel(toULabel(ascii))).toBe(ascii);
    }));
  });

  it('S7 a label that does not decode is shown as it is', () => {
    expect(toULabel('xn--\u00e9.cn')).toBe('xn--\u00e9.cn');
  });

  it.each([
    ['www.example.gov.cn', 'example.gov.cn'],
    ['a.b.example.com', 'example.com'],
    ['foo.github.io', 'github.io'],
    ['com.cn', undefined],
    ['example.invalidsuffix', undefined],
  ])('S7 %s is registered as %s', (host, domain) => {
    expect(registrableDomain(host)).toBe(domain);
  });

  it('S7 the same host without www. is the same; a host that is only www. keeps it', () => {
    expect(duplicateKey('www.example.cn')).toBe('example.cn');
    expect(duplicateKey('www.cn')).toBe('www.cn');
    expect(duplicateKey('m.example.cn')).toBe('m.example.cn');
  });
});

describe('domains of a site', () => {
  const brief = (hosts: string[], evidence: Partial<ForumEvidence> = {}) => checkDomains(hosts, { approved: false, explained: false, ...evidence }).map(({ code, field }) => `${code} ${field}`);

  it.each<[string, string[], string[]]>([
    ['WEB-11 good domains', ['example.cn', 'example.中国'], []],
    ['TV-31 bbs.example.cn', ['bbs.example.cn'], ['domain.forum domains.0', 'domain.forum-evidence domains.0']],
    ['TV-31 EXAMPLE-BBS.com', ['EXAMPLE-BBS.com'], ['domain.forum domains.0', 'domain.forum-evidence domains.0']],
    ['OPN-66 inside a word of any label, in any case', ['www.hoBBSite.cn'], ['domain.forum domains.0', 'domain.forum-evidence domains.0']],
    ['OPN-66 across two labels it is none', ['b.bs.example.cn'], []],
    ['NAM-30 without the filing of the bulletin board', ['example.cn', 'm.bbs.example.cn'], ['domain.forum domains.1', 'domain.forum-evidence domains.1']],
    ['WEB-11 a blank one', ['example.cn', ' '], ['domain.blank domains.1']],
    ['WEB-11 an address', ['1.2.3.4'], ['domain.format domains.0']],
    ['WEB-11 an ending that nobody registers under', ['example.local'], ['domain.suffix domains.0']],
    ['S7 the same with and without www.', ['www.example.cn', 'example.cn'], ['domain.repeated domains.1']],
    ['S7 .中国 and .中國', ['例子.中国', '例子.中國'], ['domain.repeated domains.1']],
  ])('%s', (_id, hosts, expected) => {
    expect(brief(hosts)).toEqual(expected);
  });

  it('NAM-30 with the evidence the forum is only flagged', () => {
    expect(brief(['bbs.example.cn'], { approved: true })).toEqual(['domain.forum domains.0']);
  });

  it('OPN-22 S7 a filed host is a duplicate, a sibling of another subject a warning', () => {
    const known = [{ host: 'example.cn', subjectId: 'a' }];
    expect(checkAgainstKnown('www.example.cn', 'a', known, 'domains.0')).toMatchObject([{ code: 'domain.duplicate', level: 'refuse' }]);
    expect(checkAgainstKnown('m.example.cn', 'b', known, 'domains.0')).toMatchObject([{ code: 'domain.shared', level: 'warn' }]);
    expect(checkAgainstKnown('m.example.cn', 'a', known, 'domains.0')).toEqual([]);
  });
});
