import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { checkName, type NameContext } from './check-name.ts';
import { NAME_RULES } from './name-rules.ts';

const enterprise: NameContext = { subjectType: 'enterprise', domains: ['www.example.cn'] };
const individual: NameContext = { subjectType: 'individual' };
const brief = (name: string, context: NameContext) => checkName(name, context).map(({ code, level }) => `${level} ${code}`);

describe('site names', () => {
  it.each<[string, string, NameContext, string[]]>([
    ['TV-22 某某有限公司 by an individual', '某某有限公司', individual, ['refuse name.company']],
    ['TV-57 有限责任公司 by an individual', '某某有限责任公司', individual, ['refuse name.company']],
    ['NAM-02 股份 by an individual', '某某股份', individual, ['refuse name.company']],
    ['S6 NAM-02 集团 by a sole trader', '某某集团之家', { ...enterprise, soleTrader: true }, ['refuse name.company']],
    ['NAM-02 a company by a company', '某某有限公司', enterprise, []],
    ['TV-23 abc.com by an enterprise', 'abc.com', enterprise, ['refuse name.domain']],
    ['TV-23 abc.com by an individual', 'abc.com', individual, ['refuse name.domain']],
    ['TV-23 abc.com by a government body', 'abc.com', { subjectType: 'government', typeConfirmed: true }, ['refuse name.domain']],
    ['NAM-03 www. and spaces and full width', ' ＷＷＷ．ａｂｃ． com ', enterprise, ['refuse name.domain']],
    ['NAM-03 the filing’s own domain', 'example.cn', enterprise, ['refuse name.domain']],
    ['TV-58 携程.公司', '携程.公司', enterprise, ['refuse name.domain']],
    ['TV-58 ASP.NET中文网', 'ASP.NET中文网', enterprise, ['warn name.domain-inside']],
    ['NAM-03 a host under a public suffix written in Han', '某某.网址', enterprise, ['refuse name.domain']],
    ['NAM-03 a host in Latin letters inside', '欢迎abc.com平台', enterprise, ['warn name.domain-inside']],
    ['NAM-03 a Chinese host inside', '欢迎来到携程.公司的主页', { subjectType: 'enterprise' }, ['warn name.domain-inside']],
    ['NAM-03 a version number is no host', '某某平台2.0', enterprise, []],
    ['TV-24 某某市人民政府 by an enterprise', '某某市人民政府', enterprise, ['warn name.public-affairs']],
    ['TV-24 某某监察 by an enterprise', '某某监察', enterprise, ['warn name.public-affairs']],
    ['NAM-04 公安 by an enterprise', '某某公安在线', enterprise, ['warn name.public-affairs']],
    ['NAM-04 监察 by an individual', '某某监察', individual, ['refuse name.public-affairs']],
    ['TV-25 某某市人民政府 by a confirmed government body', '某某市人民政府', { subjectType: 'government', typeConfirmed: true }, []],
    ['S6 NAM-04 by a government body not yet confirmed', '某某市人民政府', { subjectType: 'government' }, ['warn name.public-affairs-unconfirmed']],
    ['NAM-04 by an authorised unit, confirmed', '某某政府在线', { ...enterprise, governmentAuthorised: 'confirmed' }, []],
    ['TV-26 中国某某网', '中国某某网', enterprise, ['warn name.national']],
    ['TV-26 中华某某', '中华某某', enterprise, ['warn name.national']],
    ['TV-26 维权之家', '维权之家', individual, ['warn name.national']],
    ['NAM-05 中华 at the start', '中华某某', individual, ['warn name.national']],
    ['NAM-05 中国 inside', '某某在中国', enterprise, []],
    ['NAM-05 by a national-level unit, confirmed', '中国某某网', { ...enterprise, nationalLevel: 'confirmed' }, []],
    ['S6 NAM-05 by a national-level unit, only declared', '中国某某网', { ...enterprise, nationalLevel: 'declared' }, ['warn name.national-unconfirmed']],
    ['TV-27 某某中国文化馆: not at the start, but 文化', '某某中国文化馆', enterprise, ['warn name.field-culture']],
    ['TV-28 某某新闻网', '某某新闻网', enterprise, ['refuse name.news-site']],
    ['NAM-07 新闻网 by an individual', '某某新闻网', individual, ['refuse name.news-site']],
    ['TV-29 某某新闻网 with the approval', '某某新闻网', { ...enterprise, approvals: ['news'] }, []],
    ['NAM-07 新闻网 with the approval', '某某新闻网', { ...enterprise, approvals: ['news'] }, []],
    ['NAM-20 新闻 alone', '某某新闻', enterprise, ['warn name.field-news']],
    ['TV-30 某某论坛', '某某论坛', enterprise, ['refuse name.forum']],
    ['NAM-08 refuses 论坛 without the bulletin-board approval', '某某论坛', individual, ['refuse name.forum']],
    ['NAM-08 论坛 with the approval', '某某论坛', { ...enterprise, approvals: ['bulletin'] }, []],
    ['NAM-21 出版', '某某出版', enterprise, ['warn name.field-publishing']],
    ['NAM-22 教育', '某某教育', enterprise, ['warn name.field-education']],
    ['NAM-22 教育 with the approval of another field', '某某教育', { ...enterprise, approvals: ['news'] }, ['warn name.field-education']],
    ['NAM-23 卫生', '某某卫生', enterprise, ['warn name.field-health']],
    ['NAM-24 医药 hits once', '某某医药', enterprise, ['warn name.field-drugs']],
    ['NAM-25 文化', '某某文化', enterprise, ['warn name.field-culture']],
    ['NAM-25 文化 with the approval', '某某文化', { ...enterprise, approvals: ['culture'] }, []],
    ['NAM-25 文化 with the approval of another field', '某某文化', { ...enterprise, approvals: ['education'] }, ['warn name.field-culture']],
    ['NAM-26 影视', '某某影视', enterprise, ['warn name.field-broadcast']],
    ['WEB-10 a plain name', '重庆某某科技', enterprise, []],
    ['WEB-10 a blank name', '  ', enterprise, ['refuse name.blank']],
    ['abuse 28 NAM-07 a word parted by a zero-width space', '某某新\u200b闻网', enterprise, ['refuse name.hidden']],
    ['abuse 28 NAM-07 a word parted by a variation selector', '某某新\ufe0f闻网', enterprise, ['refuse name.news-site']],
    ['abuse 28 a name that is read backwards', '某某\u202e网', enterprise, ['refuse name.hidden']],
    ['WEB-10 symbols alone', '★★★', enterprise, ['refuse name.symbols']],
  ])('%s', (_id, name, context, expected) => {
    expect(brief(name, context)).toEqual(expected);
  });

  it('OPN-15 a name that may be explained says so, and names rule and word', () => {
    expect(checkName('某某文化', enterprise)).toEqual([expect.objectContaining({ explain: true, rule: 'NAM-06/NAM-25', hit: '文化', field: 'name' })]);
  });

  it('NAM-09 rules are data: a bureau’s row is applied like the platform’s', () => {
    const rule = { ...NAME_RULES[0]!, code: 'name.local', words: ['轨道交通'], appliesTo: 'all' as const };
    expect(checkName('某某轨道交通', enterprise, [rule])).toMatchObject([{ code: 'name.local', level: 'refuse' }]);
  });

  it('NAM-08 论坛 is never allowed without the approval, whatever stands around it', () => {
    const text = fc.stringMatching(/^[一-龥A-Za-z ]{0,12}$/);
    fc.assert(fc.property(text, text, (before, after) => {
      expect(brief(`${before}论坛${after}`, enterprise)).toContain('refuse name.forum');
    }));
  });

  it('checking never fails, whatever is typed', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => {
      for (const finding of checkName(text, enterprise)) expect(finding.message).toMatch(/\p{Script=Han}/u);
    }));
  });
});
