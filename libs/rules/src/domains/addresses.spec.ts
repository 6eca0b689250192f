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
