import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { lookOf } from './look.ts';

describe('how a text is read', () => {
  it.each([
    ['width', 'Ａｂｃ．ｃｏｍ', 'abc.com'], ['case', 'ABC', 'abc'], ['spaces', ' 论\u3000坛\u00a0', '论坛'], ['marks', 'ábc 论\u20dd坛\ufe0f', 'abc论坛'], ['traditional characters', '新聞網論壇', '新闻网论坛'],
    ['radicals', '⼈⺠政府', '人民政府'], ['letters of other scripts', 'АBС.соm', 'abc.com'], ['a compatibility character', '㊗', '祝'],
  ])('makes no difference of %s', (_what, written, read) => {
    expect(lookOf(written)).toBe(read);
  });

  it('keeps apart what is not alike, and what is hidden', () => {
    expect(lookOf('沦坛')).not.toBe(lookOf('论坛'));
    expect(lookOf('论\u200b坛')).not.toBe(lookOf('论坛'));
  });

  it('is the same when it is read again', () => {
    const text = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 12 }), fc.stringMatching(/^[A-Za-zА-яѐ-ӿΑ-ωº-ʯ論壇新聞]{0,12}$/));
    fc.assert(fc.property(text, (one) => {
      expect(lookOf(lookOf(one))).toBe(lookOf(one));
    }));
  });
});
