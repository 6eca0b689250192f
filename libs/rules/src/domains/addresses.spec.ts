import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { checkAddressRanges, normalizeAddress } from './addresses.ts';

const brief = (...ranges: [string, string, string?][]) =>
  checkAddressRanges(ranges.map(([start, end, overrideReason]) => ({ start, end, ...(overrideReason && { overrideReason }) }))).map(({ code, level, field }) => `${level} ${code} ${field}`);

describe('IP ranges', () => {
  it.each<[string, [string, string, string?][], string[]]>([
    ['TV-32 start = end', [['47.96.1.1', '47.96.1.1']], []],
    ['OPN-61 a range', [['47.96.1.1', '47.96.1.254']], []],
    ['OPN-61 IPv6', [['2408:4000::1', '2408:4000::ff']], []],
    ['TV-33 start > end', [['47.96.1.9', '47.96.1.1']], ['refuse ip.order ipRanges.0.end']],
    ['OPN-61 order is by number, not by text', [['47.96.1.9', '47.96.1.10']], []],
    ['TV-33 mixed v4/v6', [['47.96.1.1', '2408:4000::1']], ['refuse ip.family ipRanges.0.end']],
    ['OPN-61 private', [['192.168.1.1', '192.168.1.1']], ['refuse ip.not-public ipRanges.0.start']],
    ['OPN-61 loopback v6', [['::1', '::1']], ['refuse ip.not-public ipRanges.0.start']],
    ['OPN-61 private inside IPv6', [['::ffff:10.0.0.1', '::ffff:10.0.0.1']], ['refuse ip.not-public ipRanges.0.start']],
    ['OPN-61 private with a reason', [['10.1.1.1', '10.1.1.1', '政务外网']], ['warn ip.not-public ipRanges.0.start']],
    ['OPN-61 public ends around a private block', [['9.0.0.1', '11.0.0.1']], ['refuse ip.span ipRanges.0.end']],
    ['OPN-61 overlap', [['47.96.1.1', '47.96.1.9'], ['47.96.1.9', '47.96.1.20']], ['refuse ip.overlap ipRanges.1']],
    ['WEB-17 none', [], ['refuse ip.missing ipRanges']],
    ['OPN-61 no addresses', [['abc', '1.2.3']], ['refuse ip.format ipRanges.0.start', 'refuse ip.format ipRanges.0.end']],
    ['OPN-61 other notations of IPv4', [['0x7f.1', '017.0.0.1']], ['refuse ip.format ipRanges.0.start', 'refuse ip.format ipRanges.0.end']],
  ])('%s', (_id, ranges, expected) => {
    expect(brief(...ranges)).toEqual(expected);
  });

  it('OPN-61 any single public address is a range of one', () => {
    fc.assert(fc.property(fc.ipV4(), (address) => {
      expect(checkAddressRanges([{ start: address, end: address }]).every((finding) => finding.code === 'ip.not-public')).toBe(true);
      expect(normalizeAddress(address)).toBe(address);
    }));
  });
});

describe('any IP ranges', () => {
  const wide = (text: string) => [...text].map((each) => (each > ' ' && each <= '~' ? String.fromCodePoint(each.codePointAt(0)! + 0xfee0) : each)).join('');
  const v4 = (value: number) => [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256).join('.');
  /** Public addresses of one block. */
  const BLOCK = 47 * 2 ** 24;
  const place = fc.integer({ min: 0, max: 2 ** 16 });
  const codes = (...ranges: [string, string][]) => checkAddressRanges(ranges.map(([start, end]) => ({ start, end }))).map(({ code, field }) => `${code} ${field}`);

  it('OPN-61 are in order exactly when the start is not above the end', () => {
    fc.assert(fc.property(place, place, (one, other) => {
      expect(codes([v4(BLOCK + one), v4(BLOCK + other)])).toEqual(one <= other ? [] : ['ip.order ipRanges.0.end']);
    }));
    fc.assert(fc.property(place, place, (one, other) => {
      const v6 = (value: number) => `2408:4000::${Math.floor(value / 65_536).toString(16)}:${(value % 65_536).toString(16)}`;
      expect(codes([v6(one), v6(other)])).toEqual(one <= other ? [] : ['ip.order ipRanges.0.end']);
    }));
  });

  it('OPN-61 overlap exactly when they share an address, in either order', () => {
    fc.assert(fc.property(place, place, place, place, (a, b, c, d) => {
      const [one, other] = [[Math.min(a, b), Math.max(a, b)], [Math.min(c, d), Math.max(c, d)]] as const;
      const ranges = [one, other].map(([start, end]): [string, string] => [v4(BLOCK + start), v4(BLOCK + end)]);
      const expected = one[0] <= other[1] && other[0] <= one[1] ? ['ip.overlap ipRanges.1'] : [];
      expect(codes(...ranges)).toEqual(expected);
      expect(codes(...ranges.reverse())).toEqual(expected);
    }));
  });

  it('OPN-61 are judged alike whatever the case, the width and the spaces around, and IPv6 however it is shortened', () => {
    fc.assert(fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), fc.oneof(fc.ipV4(), fc.ipV6()), (start, end) => {
      const expected = codes([start, end]);
      for (const vary of [(text: string) => text.toUpperCase(), wide, (text: string) => ` ${text}\u3000`, (text: string) => normalizeAddress(text) ?? text]) expect(codes([vary(start), vary(end)])).toEqual(expected);
    }));
  });

  it('OPN-61 of two families are refused in any order', () => {
    fc.assert(fc.property(place, fc.boolean(), (at, first) => {
      const pair: [string, string] = [v4(BLOCK + at), '2408:4000::1'];
      expect(codes(first ? pair : [pair[1], pair[0]])).toEqual(['ip.family ipRanges.0.end']);
    }));
  });
});
