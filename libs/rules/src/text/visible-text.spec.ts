import { describe, expect, it } from '@jest/globals';
import { hidesSomething, hidesSomethingInLines } from './visible-text.ts';

describe('text that people see', () => {
  it.each([
    ['a zero-width space', '新\u200b闻网'], ['a joiner', '新\u200d闻网'], ['a direction override', '网站\u202e院'], ['an isolate', '网\u2066站'], ['a direction mark', '网\u200f站'],
    ['a soft hyphen', '新\u00ad闻网'], ['a byte order mark', '\ufeff网站'], ['a Hangul filler', '新\u3164闻网'], ['an escape', '网\u001b[31m站'], ['a line break', '网\n站'], ['a line separator', '网\u2028站'],
    ['a braille pattern without dots', '新\u2800闻网'], ['a null notehead', '新\u{1d159}闻网'], ['a Khitan filler', '新\u{16fe4}闻网'], ['half a pair', '网\ud842站'], ['a tag', '网\u{e0041}站'],
  ])('abuse 28: %s is hidden', (_name, text) => {
    expect(hidesSomething(text)).toBe(true);
  });

  it.each(['江城花艺园圃', '𠮷野家', '阿卜杜拉·买买提', '㐂', '葛\u{e0100}城', 'Ｆｕｌｌ　width', 'naïve', '〇'])('abuse 28: %s is a legal name', (text) => {
    expect(hidesSomething(text)).toBe(false);
  });

  it('lets a text of several lines have its lines, and nothing else', () => {
    expect(hidesSomethingInLines('第一行\r\n\t第二行')).toBe(false);
    expect(hidesSomethingInLines('第一行\n\u202e第二行')).toBe(true);
  });
});
