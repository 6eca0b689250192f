import { describe, expect, it } from '@jest/globals';
import { APPLICATION_TYPES } from './dictionaries/application-types.ts';
import { leavesOf, tickedLeaves } from './dictionaries/dictionary.ts';
import { FORMS, OBJECT_KINDS, formOf } from './forms.ts';
import { fieldLabelOf, labelAt } from './labels.ts';
import { fieldsOf, stepIndexOf } from './walk.ts';

const keysOf = (object: (typeof OBJECT_KINDS)[number]) => fieldsOf(formOf(object)).map(({ key }) => key);

describe('descriptions of forms', () => {
  it.each(OBJECT_KINDS)('%s: each field has one key, a Chinese name and a requirement', (object) => {
    const keys = keysOf(object);
    expect(new Set(keys).size).toBe(keys.length);
    for (const { label, rules } of fieldsOf(formOf(object))) {
      expect(label).toMatch(/\p{Script=Han}|AppID/u);
      for (const rule of rules) expect(rule).toMatch(/^(WEB|MIN|APP|MKT|SVP|OPN|LKP)-\d{2}$/);
    }
  });

  it.each(OBJECT_KINDS)('%s: begins with the subject and ends with the notice', (object) => {
    const { steps } = formOf(object);
    expect([steps[0]?.key, steps.at(-1)?.key]).toEqual(['subject', 'notice']);
  });

  it('WEB-02 a website has four steps', () => {
    expect(FORMS.website.steps.map(({ title }) => title)).toEqual(['开办主体', '网站基本信息', '网站负责人', '提示说明']);
  });

  it.each<[string, (typeof OBJECT_KINDS)[number], string[]]>([
    ['WEB-10..21', 'website', ['name', 'domains', 'serviceTypes', 'serviceContents', 'approvals', 'accessProvider', 'registrar', 'ipRanges', 'interactive', 'openedOn', 'domainCertificate', 'homeUrl', 'languages', 'icpNumber']],
    ['WEB-30', 'website', ['manager', 'security', 'emergency']],
    ['MIN-10..18', 'mini_program', ['name', 'applicationTypes', 'hosting', 'approvals', 'screenshots', 'ipRanges', 'versions', 'platform', 'appId', 'accessUrl', 'accessCode', 'description', 'interactive']],
    ['OPN-41', 'app', ['name', 'packages', 'applicationTypes', 'description', 'downloadUrl', 'hosting', 'ipRanges', 'approvals', 'screenshots', 'users', 'versions']],
    ['OPN-42', 'app_market', ['name', 'accessUrl', 'domains', 'hosting', 'ipRanges', 'listed', 'reviewMechanism', 'manager', 'security', 'emergency']],
    ['OPN-43', 'provider', ['name', 'categories', 'regions', 'licenceNumber', 'licence', 'ipRanges', 'manager']],
  ])('%s asks for every field', (_id, object, keys) => {
    expect(keysOf(object)).toEqual(expect.arrayContaining(keys));
  });

  it('OPN-26 a website shows both texts, everything else the 告知书', () => {
    expect(OBJECT_KINDS.filter((object) => formOf(object).notices.includes('protection'))).toEqual(['website']);
  });

  it('OPN-25 HTML code is for what has pages', () => {
    expect(OBJECT_KINDS.filter((object) => formOf(object).htmlCode)).toEqual(['website', 'app_market']);
  });

  it('a path finds its step, the subject and the notice included', () => {
    expect(['subject', 'domains', 'manager', 'verified', 'notice'].map((key) => stepIndexOf(FORMS.website, key))).toEqual([0, 1, 2, 1, 3]);
  });
});

describe('the tree of application types', () => {
  it('OPN-24 has the thirteen parents', () => {
    expect(Object.values(APPLICATION_TYPES).map(({ label }) => label)).toEqual(['社交', '资讯', '电商', '教育', '医疗', '游戏', '音视频', '工具', '政务', '金融', '出行', '生活服务', '其他']);
  });

  it('OPN-24 ticking a parent ticks its children, each once', () => {
    expect(tickedLeaves(APPLICATION_TYPES, ['travel', 'travel_map', 'other_unlisted'])).toEqual(['travel_transport', 'travel_ride', 'travel_map', 'travel_tourism', 'other_unlisted']);
  });

  it('OPN-24 no leaf stands under two parents', () => {
    const leaves = Object.values(APPLICATION_TYPES).flatMap(({ children }) => Object.keys(children));
    expect(leaves).toHaveLength(Object.keys(leavesOf(APPLICATION_TYPES)).length);
  });
});

describe('labels', () => {
  it.each<[Parameters<typeof labelAt>[0], (string | number)[], string]>([
    ['website', ['ipRanges', 0, 'start'], 'IP地址 · 第1项 · 起始IP'],
    ['mini_program', ['ipRanges', 0, 'start'], 'IP地址'],
    ['mini_program', ['hosting', 'mode'], '托管服务器信息 · 托管方式'],
    ['app', ['packages', 1, 'bundleId'], '安装包 · 第2项 · 包名/Bundle ID'],
    ['app_market', ['security', 'mobile'], '应用市场安全负责人 · 手机号码'],
    ['provider', ['licence'], '许可证照片'],
    ['provider', [], '服务商'],
  ])('REV-12 %s %j', (object, path, label) => {
    expect(labelAt(object, path)).toBe(label);
  });

  it('a reason’s field has its own name, a part that of the field', () => {
    expect(['app.packages.0.bundleId', 'provider', 'subject.name', 'x.y'].map(fieldLabelOf)).toEqual(['安装包', '服务商', undefined, undefined]);
  });
});
