import { describe, expect, it } from '@jest/globals';
import { APP_MARKET_FORM } from './app-market-form.ts';
import { checkForm } from './check-form.ts';
import type { FormContext } from './form-context.ts';
import { aForm, aPerson } from './forms.fixture.ts';

const context: FormContext = { subjectType: 'enterprise', today: '2026-03-02' };
const good: Record<string, unknown> = { ...aForm('app_market'), domains: ['market.example.cn'], accessUrl: 'https://market.example.cn/' };
const brief = (change: Record<string, unknown>, other: Partial<FormContext> = {}) =>
  checkForm(APP_MARKET_FORM, { ...good, ...change }, { ...context, ...other }).map(({ level, code, field }) => `${level} ${code} ${field}`);

describe('app market filing', () => {
  it('OPN-42 finds nothing in good data', () => {
    expect(brief({})).toEqual([]);
  });

  it('OPN-42 has the steps of an APP', () => {
    expect(APP_MARKET_FORM.steps.map(({ title }) => title)).toEqual(['开办主体', '应用市场信息', '提示说明']);
  });

  it.each<[string, Record<string, unknown>, Partial<FormContext>, string[]]>([
    ['OPN-16 NAM-03 its own domain for a name', { name: 'market.example.cn' }, {}, ['refuse name.domain name']],
    ['OPN-16 NAM-02 a company’s name by an individual', { name: '某某集团公司' }, { subjectType: 'individual' }, ['refuse name.company name']],
    ['OPN-42 no domain', { domains: [], accessUrl: 'https://a.example.cn' }, {}, ['refuse domain.missing domains', 'warn app_market.access-url-domain accessUrl']],
    ['NAM-30 a forum’s domain without evidence', { domains: ['market.example.cn', 'bbs.example.cn'], interactive: true }, {}, ['warn domain.forum domains.1', 'refuse domain.forum-evidence domains.1']],
    ['NAM-31 a forum’s domain declared non-interactive', { domains: ['market.example.cn', 'bbs.example.cn'], approvals: [{ kind: 'bulletin', image: 'a' }] }, {}, ['warn domain.forum domains.1', 'warn app_market.interactive interactive']],
    ['OPN-42 no address', { accessUrl: undefined }, {}, ['refuse app_market.access-url accessUrl']],
    ['OPN-42 an address elsewhere', { accessUrl: 'https://example.com' }, {}, ['warn app_market.access-url-domain accessUrl']],
    ['OPN-42 no number of listed applications', { listed: undefined }, {}, ['refuse app_market.listed listed']],
    ['OPN-42 no review mechanism', { reviewMechanism: '' }, {}, ['refuse app_market.review-mechanism reviewMechanism']],
    ['OPN-68 a review mechanism of a few words', { reviewMechanism: '人工审核' }, {}, ['refuse app_market.review-mechanism-short reviewMechanism']],
    ['OPN-24 no hosting', { hosting: {} }, {}, ['refuse hosting.mode hosting.mode', 'refuse provider.blank hosting.provider.name', 'refuse hosting.region hosting.region']],
    ['TV-33 start > end', { ipRanges: [{ start: '47.96.1.9', end: '47.96.1.1' }] }, {}, ['refuse ip.order ipRanges.0.end']],
    ['OPN-61 overlapping ranges', { ipRanges: [{ start: '47.96.1.1', end: '47.96.1.9' }, { start: '47.96.1.9', end: '47.96.1.12' }] }, {}, ['refuse ip.overlap ipRanges.1']],
    ['WEB-35 TV-04 王先生', { manager: { ...aPerson('王先生') } }, {}, ['refuse person.name-title manager.name']],
    ['WEB-30 no security responsible person’s mobile', { security: { ...aPerson('李秀英'), mobile: undefined } }, {}, ['refuse person.missing security.mobile']],
    ['TV-36 WEB-34 emergency contact = manager', { emergency: { name: '张建国', mobile: '13900139000', email: 'a@example.cn', sameAsSubject: false } }, {}, ['warn app_market.emergency-same emergency']],
    ['WEB-38 a mask that came back as a value', { emergency: { name: '王志强', mobile: '139****9000', email: 'a@example.cn', sameAsSubject: true } }, {}, ['refuse person.masked emergency.mobile']],
  ])('%s', (_id, change, other, expected) => {
    expect(brief(change, other)).toEqual(expected);
  });
});
