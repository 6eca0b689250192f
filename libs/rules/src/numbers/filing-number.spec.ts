import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { filingCode, formatFilingNumber, LAST_RUNNING, nextRunning, parseFilingNumber } from './filing-number.ts';

const sample = { prefix: '渝公网安备', issuingCode: '500101', category: '02', running: 1 };

describe('filing number', () => {
  it('OPN-27 is the prefix, 14 digits and 号', () => {
    expect(formatFilingNumber(sample)).toBe('渝公网安备 50010102000001号');
    expect(formatFilingNumber({ ...sample, prefix: '渝' })).toBe('渝公网安备 50010102000001号');
    expect(filingCode(sample)).toBe('50010102000001');
  });

  it.each([
    ['渝公网安备 50010102000001号', '渝公网安备'],
    ['渝公网安备50010102000001号', '渝公网安备'],
    [' ５００１０１０２０００００１ ', undefined],
    ['50010102000001', undefined],
    ['渝公网安备 5001 0102 000001', '渝公网安备'],
  ])('OPN-30 reads %s as people type it', (text, prefix) => {
    expect(parseFilingNumber(text)).toEqual({ ...(prefix && { prefix }), issuingCode: '500101', category: '02', running: 1 });
  });

  it.each(['', '渝ICP备50010102000001号', '5001010200000', '500101020000012', '50010102000000', '公网安备50010102000001号'])(
    'OPN-30 takes %p for no filing number', (text) => {
      expect(parseFilingNumber(text)).toBeUndefined();
    });

  it('S5 runs from 1 to 999998; 999999 is refused', () => {
    expect(nextRunning(0)).toBe(1);
    expect(nextRunning(LAST_RUNNING - 1)).toBe(LAST_RUNNING);
    expect(nextRunning(LAST_RUNNING)).toMatchObject({ code: 'number.exhausted', level: 'refuse' });
    expect(nextRunning(999_999)).toMatchObject({ code: 'number.exhausted' });
    expect(() => formatFilingNumber({ ...sample, running: 999_999 })).toThrow(RangeError);
  });

  it('S5 an imported number may end in 999999', () => {
    expect(parseFilingNumber('50010102999999')).toMatchObject({ running: 999_999 });
  });

  it.each([{ issuingCode: '50010' }, { category: '2' }, { running: 0 }, { running: 1.5 }, { prefix: 'X公网安备' }])(
    'S5 cannot be made of %p', (wrong) => {
      expect(() => formatFilingNumber({ ...sample, ...wrong })).toThrow(RangeError);
    });

  it('OPN-27 what is formatted is read back', () => {
    const digits = (length: number) => fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length }).map((all) => all.join(''));
    fc.assert(fc.property(digits(6), digits(2), fc.integer({ min: 1, max: LAST_RUNNING }), (issuingCode, category, running) => {
      const number = { prefix: '浙公网安备', issuingCode, category, running };
      expect(parseFilingNumber(formatFilingNumber(number))).toEqual(number);
    }));
  });
});
