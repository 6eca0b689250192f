import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { checkName, type NameContext } from './check-name.ts';
import { NAME_RULES, type NameRule } from './name-rules.ts';

const SPACES = [' ', '\u00a0', '\u2003', '\u2009', '\u202f', '\u3000'];
const MARKS = ['\ufe00', '\ufe0f', '\u{e0100}', '\u0301', '\u0332', '\u20dd', '\u20e0'];
const HIDDEN = ['\u200b', '\u200c', '\u200d', '\u2060', '\ufeff', '\u00ad', '\u202e', '\u2066', '\u3164', '\u115f', '\u2800', '\u{1d159}', '\u034f', '\u{e0041}'];
/** The words of the rules as they are written with traditional characters, or with radicals drawn alike. */
const WRITTEN: Readonly<Record<string, readonly string[]>> = {
  有限责任公司: ['有限責任公司'], 股份有限公司: [], 有限公司: [], 集团公司: ['集團公司'], 公司: [], 集团: ['集團'], 合伙企业: ['合夥企業'], 股份: [],
  人民政府: ['⼈民政府', '人⺠政府'], 政府: [], 监察: ['監察'], 纪检: ['紀檢'], 公安: [], 检察院: ['檢察院'], 人民法院: ['⼈⺠法院'], 人大常委会: ['人⼤常委會'], 政协: ['政協'], 国务院: ['國務院'], 税务局: ['稅務局'], 派出所: [], 网警: ['網警', '⽹警'],
  中国: ['中國', '中囯'], 中华: ['中華'], 维权: ['維權'], 全国: ['全國'], 国家: ['國家'], 新闻网: ['新聞網', '新闻網'], 论坛: ['論壇', '论壇', '論罈'], 新闻: ['新聞'], 出版: [], 教育: ['敎育'], 卫生: ['衛生', '衞⽣'],
  'Metro Live': ['Μеtrо Livе'], HÉMA: ['HЕMA', 'ＨＥＭＡ'],
  药品: ['藥品'], 医药: ['醫藥', '医葯'], 药监: ['藥監'], 药: ['藥'], 文化: ['⽂化'], 广电: ['廣電', '⼴电'], 影视: ['影視'], 广播: ['廣播'], 电视台: ['電視臺', '電視台'],
};

/** A word in letters, as a bureau may add one: shipped words are all Han. */
const LOCAL: NameRule = { ...NAME_RULES[0]!, rule: 'NAM-09', code: 'name.local', words: ['Metro Live', 'HÉMA'], appliesTo: 'all' };
const EVERY = [...NAME_RULES, LOCAL];
const CONTEXTS: readonly NameContext[] = [{ subjectType: 'individual' }, { subjectType: 'enterprise' }, { subjectType: 'government' }];

const verdict = (name: string, context: NameContext) => checkName(name, context, EVERY).map(({ level, code, hit }) => `${level} ${code} ${hit ?? ''}`).sort();
const inserted = (text: string, sign: string, at: readonly boolean[]) => [...text].map((each, index) => (index > 0 && at[index % at.length] === true ? `${sign}${each}` : each)).join('');
const wide = (text: string) => [...text].map((each) => (each > ' ' && each <= '~' ? String.fromCodePoint(each.codePointAt(0)! + 0xfee0) : each)).join('');
const cased = (text: string, upper: readonly boolean[]) => [...text].map((each, index) => (upper[index % upper.length] === true ? each.toUpperCase() : each.toLowerCase())).join('');
const flags = fc.array(fc.boolean(), { minLength: 7, maxLength: 7 });

/** A name that the rule is about, and a subject whom it hits. */
const hitBy = (rule: NameRule) => fc.record({
  name: fc.tuple(rule.match === 'prefix' ? fc.constant('') : fc.constantFrom('', '江城', 'Abc'), fc.constantFrom(...rule.words), fc.constantFrom('', '之家', 'Xyz')).map((parts) => parts.join('')),
  context: fc.constantFrom(...(rule.appliesTo === 'individuals' ? CONTEXTS.slice(0, 1) : CONTEXTS)),
});

describe.each(EVERY.map((rule) => [rule.code, rule] as const))('the rule %s', (code, rule) => {
  const holdsFor = (vary: fc.Arbitrary<(text: string) => string>) => fc.assert(fc.property(hitBy(rule), vary, ({ name, context }, varied) => {
    const expected = verdict(name, context);
    expect(expected.some((found) => found.includes(code))).toBe(true);
    expect(verdict(varied(name), context)).toEqual(expected);
  }), { numRuns: 60 });

  it('depends neither on letter case nor on width', () => {
    holdsFor(fc.tuple(flags, fc.boolean()).map(([upper, full]) => (text) => (full ? wide(cased(text, upper)) : cased(text, upper))));
  });

  it('does not depend on spaces of any kind', () => {
    holdsFor(fc.tuple(fc.constantFrom(...SPACES), flags).map(([space, at]) => (text) => inserted(text, space, at)));
  });

  it('does not depend on marks upon characters', () => {
    holdsFor(fc.tuple(fc.constantFrom(...MARKS), flags).map(([mark, at]) => (text) => inserted(text, mark, at)));
  });

  it('is not escaped by signs before the name', () => {
    holdsFor(fc.constantFrom('【', '“', '《', '—', '·', '★').map((sign) => (text) => `${sign}${text}`));
  });

  it('is not escaped by what nobody sees: such a name is refused whatever it says', () => {
    fc.assert(fc.property(hitBy(rule), fc.constantFrom(...HIDDEN), ({ name, context }, hidden) => {
      for (let at = 1; at < [...name].length; at += 1) expect(verdict([...name.slice(0, at), hidden, ...name.slice(at)].join(''), context)).toEqual(['refuse name.hidden ']);
    }), { numRuns: 40 });
  });

  it('does not depend on forms of characters that look alike', () => {
    for (const context of CONTEXTS) {
      for (const word of rule.words) for (const form of WRITTEN[word] ?? []) expect([form, verdict(`${form}之家`, context)]).toEqual([form, verdict(`${word}之家`, context)]);
    }
  });
});

describe('the words of the rules', () => {
  it('are each listed here with the forms that look alike', () => {
    expect(EVERY.flatMap(({ words }) => words).filter((word) => WRITTEN[word] === undefined)).toEqual([]);
  });

  it.each(['abc.соm', 'аbc.cn', 'ａｂｃ。com', 'ábc.cóm', 'abc .com', '某某.網址'])('NAM-03 a whole name written %s is a domain', (name) => {
    expect(checkName(name, { subjectType: 'enterprise' })).toMatchObject([{ level: 'refuse', code: 'name.domain' }]);
  });

  it('NAM-03 a domain inside a name is found in letters that look alike', () => {
    expect(checkName('欢迎abc.соm平台', { subjectType: 'enterprise' })).toMatchObject([{ level: 'warn', code: 'name.domain-inside' }]);
  });
});
