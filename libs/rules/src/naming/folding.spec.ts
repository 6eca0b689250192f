import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { OBJECT_LABELS, type ObjectKind } from '../lifecycle/labels.ts';
import { checkForm } from '../forms/check-form.ts';
import { aForm } from '../forms/forms.fixture.ts';
import { formOf } from '../forms/forms.ts';
import { checkName } from './check-name.ts';
import { NAME_RULES } from './name-rules.ts';

/** Full-width forms of printable ASCII, which read the same. */
const wide = (text: string): string => [...text].map((each) => (each > ' ' && each <= '~' ? String.fromCodePoint(each.codePointAt(0)! + 0xfee0) : each)).join('');
const spaced = (text: string, at: readonly boolean[]): string => [...text].map((each, index) => (index > 0 && at[index] === true ? ` ${each}` : each)).join('');

const words = NAME_RULES.flatMap((rule) => rule.words);
const part = fc.oneof(fc.constantFrom(...words, '某某', '江城', 'Example', 'abc.com', 'www.', '携程.公司', 'ASP.NET', '网'));
const name = fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => parts.join(''));
const kinds = Object.keys(OBJECT_LABELS) as ObjectKind[];

/** A rule that is about words, not about how long or how written a name is. */
const rulings = (text: string, object: ObjectKind, subjectType: 'individual' | 'enterprise'): string[] =>
  checkForm(formOf(object), { ...aForm(object), name: text }, { subjectType }).filter(({ field }) => field === 'name').map(({ level, code }) => `${level} ${code}`).sort();

describe('naming rules', () => {
  it.each(kinds)('OPN-16 NAM-02..26 on the name of a %s depend neither on case nor on width', (object) => {
    fc.assert(fc.property(name, fc.constantFrom('individual', 'enterprise'), (text, subject) => {
      const expected = rulings(text, object, subject);
      for (const variant of [text.toUpperCase(), text.toLowerCase(), wide(text)]) expect(rulings(variant, object, subject)).toEqual(expected);
    }), { numRuns: 60 });
  });

  it.each(kinds)('OPN-16 NAM-02..26 on the name of a %s do not depend on spaces', (object) => {
    fc.assert(fc.property(name, fc.array(fc.boolean(), { minLength: 30, maxLength: 30 }), fc.constantFrom('individual', 'enterprise'), (text, at, subject) => {
      expect(rulings(spaced(text, at), object, subject)).toEqual(rulings(text, object, subject));
    }), { numRuns: 60 });
  });

  it.each(['江城新·闻', '江城新-闻', '江城新/闻', '江城【新】闻'])('OPN-15 a word that signs part is shown to the officer, and refused to nobody: %s', (text) => {
    expect(checkName(text, { subjectType: 'individual' })).toMatchObject([{ level: 'warn', code: 'name.parted', rule: expect.stringMatching(/^NAM-/), hit: '新闻' }]);
  });

  it.each(['江城·花艺', '创新，江城', 'A-B 花艺'])('signs without a word between them say nothing: %s', (text) => {
    expect(checkName(text, { subjectType: 'individual' })).toEqual([]);
  });

  it('NAM-09 a bureau’s own word in letters is found in any case and width', () => {
    const rule = { ...NAME_RULES[0]!, code: 'name.local', words: ['Metro'], appliesTo: 'all' as const };
    fc.assert(fc.property(fc.constantFrom('metro', 'METRO', 'mEtRo').chain((word) => fc.constantFrom(word, wide(word))), (word) => {
      expect(checkName(`江城${word}`, { subjectType: 'enterprise' }, [rule])).toMatchObject([{ code: 'name.local', hit: 'Metro' }]);
    }));
  });
});
