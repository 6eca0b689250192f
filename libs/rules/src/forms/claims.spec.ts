import { describe, expect, it } from '@jest/globals';
import { claimsOf, clashFindings } from './claims.ts';
import { FORMS } from './forms.ts';

const keys = (object: keyof typeof FORMS, data: Record<string, unknown>) => claimsOf(FORMS[object], data).map(({ key, field }) => `${key} ${field}`);

describe('what a filing alone may have', () => {
  it.each<[string, keyof typeof FORMS, Record<string, unknown>, string[]]>([
    ['S7 a website its hosts, without www.', 'website', { domains: ['WWW.Example.cn', 'a.example.cn'] }, ['example.cn domains.0', 'a.example.cn domains.1']],
    ['S7 an app market its hosts, of the same table', 'app_market', { domains: ['www.example.cn'] }, ['example.cn domains.0']],
    ['OPN-22 a mini-program its id on its platform', 'mini_program', { platform: 'wechat', appId: ' WX0123 ' }, ['mini_program:wechat:wx0123 appId']],
    ['MIN-18 a mini-program without an id nothing', 'mini_program', { platform: 'wechat' }, []],
    ['OPN-22 an APP each of its packages', 'app', { packages: [{ platform: 'ios', bundleId: 'cn.A' }, { platform: 'android', bundleId: 'cn.a' }] }, ['app:ios:cn.a packages.0.bundleId', 'app:android:cn.a packages.1.bundleId']],
    ['OPN-22 a provider its licence', 'provider', { licenceNumber: 'Ｂ1- 2020001' }, ['provider:b1-2020001 licenceNumber']],
  ])('%s', (_id, object, data, expected) => {
    expect(keys(object, data)).toEqual(expected);
  });

  it('OPN-22 a package of another filing is refused at its row', () => {
    const claims = claimsOf(FORMS.app, { packages: [{ platform: 'ios', bundleId: 'cn.a' }, { platform: 'android', bundleId: 'cn.b' }] });
    expect(clashFindings(FORMS.app, claims, [{ key: 'app:android:cn.b', clash: 'taken' }])).toMatchObject([{ level: 'refuse', code: 'app.duplicate', field: 'packages.1.bundleId' }]);
  });

  it('S7 another subject under the same registrable domain is worth a warning', () => {
    const claims = claimsOf(FORMS.app_market, { domains: ['market.example.cn'] });
    expect(clashFindings(FORMS.app_market, claims, [{ key: 'market.example.cn', clash: 'domain' }])).toMatchObject([{ level: 'warn', code: 'domain.shared', field: 'domains.0' }]);
  });
});
