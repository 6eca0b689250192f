import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { checkForm } from '../forms/check-form.ts';
import { aForm } from '../forms/forms.fixture.ts';
import { FORMS } from '../forms/forms.ts';
import { isInteractive } from '../forms/interactive.ts';

const UNIT = { subjectType: 'enterprise', today: '2026-03-02' } as const;
const NAMES = ['江城花艺园圃', '某某集团', 'Example', '企业门户', '无关名称'];
const label = fc.stringMatching(/^[a-z]{0,4}$/);
const cased = (text: string, upper: readonly boolean[]) => [...text].map((letter, at) => (upper[at] === true ? letter.toUpperCase() : letter)).join('');

describe('a forum by its domain', () => {
  it('NAM-29 is one whatever the site is called, in whatever case', () => {
    fc.assert(fc.property(fc.constantFrom(...NAMES), label, label, fc.array(fc.boolean(), { maxLength: 20 }), (name, before, after, upper) => {
      const data = aForm('website', { name, domains: [cased(`${before}bbs${after}.example.cn`, upper)] });
      expect(checkForm(FORMS.website, data, UNIT).filter(({ rule }) => rule === 'NAM-29')).toMatchObject([{ level: 'warn', code: 'domain.forum', field: 'domains.0' }]);
      expect(isInteractive(FORMS.website, data)).toBe(true);
    }));
  });

  it('NAM-29 is none by a domain without it', () => {
    const data = aForm('website', { domains: ['bb.s.example.cn', 'forum.example.cn'], openedOn: '2026-02-20' });
    expect(checkForm(FORMS.website, data, UNIT)).toEqual([]);
    expect(isInteractive(FORMS.website, data)).toBe(false);
  });
});
