import { describe, expect, it } from '@jest/globals';
import { checkForm } from './check-form.ts';
import type { FormContext } from './form-context.ts';
import { aForm } from './forms.fixture.ts';
import { interactiveGrounds } from './interactive.ts';
import { MINI_PROGRAM_FORM } from './mini-program-form.ts';
import { fieldsOfType } from './walk.ts';

const context: FormContext = { subjectType: 'enterprise', today: '2026-03-02' };
const good = aForm('mini_program');
const brief = (change: Record<string, unknown>, other: Partial<FormContext> = {}) =>
  checkForm(MINI_PROGRAM_FORM, { ...good, ...change }, { ...context, ...other }).map(({ level, code, field }) => `${level} ${code} ${field}`);

describe('mini-program filing', () => {
  it('MIN-05 finds nothing in good data', () => {
    expect(brief({})).toEqual([]);
  });

  it('MIN-03 has three steps and no step of persons', () => {
    expect(MINI_PROGRAM_FORM.steps.map(({ title }) => title)).toEqual(['开办主体', '小程序信息', '提示说明']);
  });

  it('OPN-25 has no persons of its own: the contact is the subject’s responsible person', () => {
    expect([...fieldsOfType(MINI_PROGRAM_FORM, 'person'), ...fieldsOfType(MINI_PROGRAM_FORM, 'contact')]).toEqual([]);
  });

  it.each<[string, Record<string, unknown>, Partial<FormContext>, string[]]>([
    ['MIN-10 no name', { name: ' ' }, {}, ['refuse name.blank name']],
    ['OPN-16 NAM-02 a company’s name by an individual', { name: '某某有限公司' }, { subjectType: 'individual' }, ['refuse name.company name']],
    ['OPN-16 NAM-03 a domain for a name', { name: 'abc.com' }, {}, ['refuse name.domain name']],
    ['OPN-16 NAM-04 政府 by an enterprise, unexplained', { name: '某某政府通' }, {}, ['warn name.public-affairs name', 'refuse name.explanation-missing explanation']],
    ['OPN-16 NAM-04 政府 by an enterprise, explained', { name: '某某政府通', explanation: '受委托建设' }, {}, ['warn name.public-affairs name']],
    ['OPN-16 NAM-05 中国 at the start', { name: '中国某某', explanation: '说明' }, {}, ['warn name.national name']],
    ['OPN-16 NAM-07 新闻网', { name: '某某新闻网' }, {}, ['refuse name.news-site name']],
    ['OPN-16 NAM-07 新闻网 with the approval', { name: '某某新闻网', approvals: [{ kind: 'news', image: 'a' }] }, {}, []],
    ['OPN-16 NAM-08 论坛', { name: '某某论坛', interactive: true }, {}, ['refuse name.forum name']],
    ['MIN-11 no application type', { applicationTypes: [] }, {}, ['refuse mini_program.application-type applicationTypes']],
    ['MIN-11 a type that the tree does not have', { applicationTypes: ['life_catering', 'x'] }, {}, ['refuse mini_program.application-type applicationTypes.1']],
    ['MIN-12 no hosting', { hosting: undefined }, {}, ['refuse hosting.mode hosting.mode', 'refuse provider.blank hosting.provider.name', 'refuse hosting.region hosting.region']],
    ['OPN-24 自建 needs no provider', { hosting: { mode: 'own', provider: null, region: '420100' } }, {}, []],
    ['OPN-24 自建 with a provider', { hosting: { mode: 'own', provider: { name: '某某云', region: null, directory: null }, region: '420100' } }, {}, ['refuse hosting.provider hosting.provider']],
    ['OPN-24 租用 without a provider', { hosting: { mode: 'rented', provider: null, region: '420100' } }, {}, ['refuse provider.blank hosting.provider.name']],
    ['LKP-07 a hosting provider typed by hand', { hosting: { mode: 'cloud', provider: { name: '某某云', region: null, directory: null }, region: '420100' } }, {}, ['warn provider.manual hosting.provider']],
    ['TV-38 two kinds and one picture', { approvals: [{ kind: 'education', image: 'a' }, { kind: 'news' }] }, {}, ['refuse approval.image approvals.1.image']],
    ['TV-38 two kinds and a picture each', { approvals: [{ kind: 'education', image: 'a' }, { kind: 'news', image: 'b' }] }, {}, []],
    ['MIN-14 two kinds with the same picture', { approvals: [{ kind: 'education', image: 'a' }, { kind: 'news', image: 'a' }] }, {}, ['refuse approval.image-shared approvals.1.image']],
    ['MIN-15 no running screenshot', { screenshots: [] }, {}, ['refuse mini_program.screenshots-count screenshots']],
    ['OPN-24 five running screenshots', { screenshots: ['a', 'b', 'c', 'd', 'e'] }, {}, []],
    ['OPN-24 six running screenshots', { screenshots: ['a', 'b', 'c', 'd', 'e', 'f'] }, {}, ['refuse mini_program.screenshots-count screenshots']],
    ['OPN-24 the same screenshot twice', { screenshots: ['a', 'b', 'a'] }, {}, ['refuse mini_program.screenshots-repeated screenshots.2']],
    ['MIN-16 no IP address', { ipRanges: [] }, {}, ['refuse ip.missing ipRanges']],
    ['MIN-16 a range for the single address', { ipRanges: [{ start: '1.2.3.4', end: '1.2.3.9' }] }, {}, ['refuse ip.single ipRanges']],
    ['OPN-61 a private address', { ipRanges: [{ start: '10.0.0.1', end: '10.0.0.1' }] }, {}, ['refuse ip.not-public ipRanges.0.start']],
    ['OPN-61 a private address with a reason', { ipRanges: [{ start: '10.0.0.1', end: '10.0.0.1', overrideReason: '政务外网' }] }, {}, ['warn ip.not-public ipRanges.0.start']],
    ['MIN-17 no version', { versions: [] }, {}, ['refuse mini_program.versions versions']],
    ['MIN-17 the same version twice', { versions: ['1.0', 'Ｖ1.0'] }, {}, ['refuse version.repeated versions.1']],
    ['MIN-17 a version in words', { versions: ['第一版'] }, {}, ['refuse version.format versions.0']],
    ['MIN-18 platform and AppID may both be left out', { platform: undefined, appId: undefined }, {}, []],
    ['MIN-18 a platform without AppID', { appId: '' }, {}, ['refuse mini_program.app-id appId']],
    ['MIN-18 an AppID without platform', { platform: undefined }, {}, ['refuse mini_program.platform platform']],
    ['OPN-24 an AppID unlike those of its platform', { appId: 'abc' }, {}, ['warn mini_program.app-id-format appId']],
    ['OPN-68 a description of nine characters', { description: '九'.repeat(9) }, {}, ['refuse mini_program.description-short description']],
    ['OPN-24 neither interactive nor not', { interactive: undefined }, {}, ['refuse mini_program.interactive interactive']],
    ['OPN-19 an interactive type declared non-interactive', { applicationTypes: ['social_messaging'] }, {}, ['warn mini_program.interactive interactive']],
  ])('%s', (_id, change, other, expected) => {
    expect(brief(change, other)).toEqual(expected);
  });

  it('OPN-16 speaks of the mini-program, not of a website', () => {
    expect(checkForm(MINI_PROGRAM_FORM, { ...good, name: 'abc.com' }, context)[0]?.message).toBe('不得以域名作为小程序名称');
  });

  it.each<[string, Record<string, unknown>, string[]]>([
    ['nothing', {}, []],
    ['the declaration', { interactive: true }, ['declared']],
    ['a type of the tree', { applicationTypes: ['media_live'] }, ['service-type']],
    ['the name', { name: '某 某 论 坛' }, ['name']],
  ])('OPN-19 interactive by %s', (_name, change, grounds) => {
    expect(interactiveGrounds(MINI_PROGRAM_FORM, { ...good, ...change })).toEqual(grounds);
  });
});
