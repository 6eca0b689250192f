import { describe, expect, it } from '@jest/globals';
import { APP_FORM } from './app-form.ts';
import { checkForm } from './check-form.ts';
import type { FormContext } from './form-context.ts';
import { aForm } from './forms.fixture.ts';

const context: FormContext = { subjectType: 'enterprise', today: '2026-03-02' };
const good = aForm('app');
const md5 = 'd41d8cd98f00b204e9800998ecf8427e';
const brief = (change: Record<string, unknown>, other: Partial<FormContext> = {}) =>
  checkForm(APP_FORM, { ...good, ...change }, { ...context, ...other }).map(({ level, code, field }) => `${level} ${code} ${field}`);
const withPackage = (change: Record<string, unknown>) => ({ packages: [{ platform: 'android', bundleId: 'cn.example.app', signature: md5, ...change }] });

describe('APP filing', () => {
  it('OPN-41 finds nothing in good data', () => {
    expect(brief({})).toEqual([]);
  });

  it('OPN-41 has the mini-program’s three steps', () => {
    expect(APP_FORM.steps.map(({ title }) => title)).toEqual(['开办主体', 'APP信息', '提示说明']);
  });

  it.each<[string, Record<string, unknown>, Partial<FormContext>, string[]]>([
    ['OPN-16 NAM-02 a company’s name by an individual', { name: '某某有限公司' }, { subjectType: 'individual' }, ['refuse name.company name']],
    ['OPN-16 NAM-05 维权 at the start', { name: '维权之家', explanation: '说明' }, {}, ['warn name.national name']],
    ['OPN-16 NAM-06 教育 with its approval', { name: '某某教育', approvals: [{ kind: 'education', image: 'a' }] }, {}, []],
    ['OPN-16 NAM-06 教育 without', { name: '某某教育' }, {}, ['warn name.field-education name', 'refuse name.explanation-missing explanation']],
    ['OPN-41 no package', { packages: [] }, {}, ['refuse app.packages packages']],
    ['OPN-41 a package without anything', { packages: [{}] }, {}, ['refuse package.platform packages.0.platform', 'refuse package.id-missing packages.0.bundleId', 'refuse package.signature packages.0.signature']],
    ['OPN-41 an Android package without dots', withPackage({ bundleId: 'example' }), {}, ['refuse package.id-format packages.0.bundleId']],
    ['OPN-41 a Windows program has a plain name', withPackage({ platform: 'windows', bundleId: 'example.exe' }), {}, []],
    ['OPN-41 an MD5 with colons', withPackage({ signature: md5.toUpperCase().replace(/(..)(?=.)/g, '$1:') }), {}, []],
    ['OPN-41 no MD5', withPackage({ signature: md5.slice(1) }), {}, ['refuse package.signature packages.0.signature']],
    ['OPN-41 the same package twice', { packages: [...withPackage({}).packages, ...withPackage({ bundleId: 'CN.example.app' }).packages] }, {}, ['refuse package.repeated packages.1.bundleId']],
    ['OPN-41 the same id on two platforms', { packages: [...withPackage({}).packages, ...withPackage({ platform: 'harmony' }).packages] }, {}, []],
    ['OPN-24 no application type', { applicationTypes: [] }, {}, ['refuse app.application-type applicationTypes']],
    ['OPN-41 no description', { description: '' }, {}, ['refuse app.description description']],
    ['APP-04 no download address', { downloadUrl: '' }, {}, ['refuse app.download-url downloadUrl']],
    ['APP-04 a download address that is a script', { downloadUrl: 'javascript:alert(1)' }, {}, ['refuse app.download-url downloadUrl']],
    ['OPN-41 no number of users', { users: undefined }, {}, ['refuse app.users users']],
    ['OPN-41 nobody uses it yet', { users: 0 }, {}, []],
    ['OPN-41 fewer users than none', { users: -1 }, {}, ['refuse app.users-range users']],
    ['OPN-41 half a user', { users: 1.5 }, {}, ['refuse app.users-range users']],
    ['OPN-41 two running screenshots', { screenshots: ['a', 'b'] }, {}, ['refuse app.screenshots-count screenshots']],
    ['OPN-41 six running screenshots', { screenshots: ['a', 'b', 'c', 'd', 'e', 'f'] }, {}, ['refuse app.screenshots-count screenshots']],
    ['APP-06 no version', { versions: [] }, {}, ['refuse app.versions versions']],
    ['APP-06 an empty version', { versions: ['1.0', ''] }, {}, ['refuse version.blank versions.1']],
    ['OPN-41 MIN-12 no hosting mode', { hosting: { provider: null, region: '420100' } }, {}, ['refuse hosting.mode hosting.mode', 'refuse provider.blank hosting.provider.name']],
    ['OPN-61 no IP address', { ipRanges: [{ start: '1.2.3', end: '1.2.3' }] }, {}, ['refuse ip.format ipRanges.0.start', 'refuse ip.format ipRanges.0.end']],
    ['OPN-17 an approval ticked twice', { approvals: [{ kind: 'news', image: 'a' }, { kind: 'news', image: 'b' }] }, {}, ['refuse approval.repeated approvals.1']],
    ['OPN-19 short videos declared non-interactive', { applicationTypes: ['media_short'] }, {}, ['warn app.interactive interactive']],
  ])('%s', (_id, change, other, expected) => {
    expect(brief(change, other)).toEqual(expected);
  });
});
