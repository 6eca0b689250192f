import type { ObjectKind } from '@beian/contracts/primitives';
import { ALL, breaks, HIDDEN, PROGRAMS, type Breaker } from './breaker.ts';
import { cut, put, type Form } from './submission.ts';

/** Everything else on the forms: choices, versions, packages, numbers, texts, links, pictures; and the shape of what is sent. */

const required = (id: string, key: keyof Form, ...kinds: ObjectKind[]): Breaker => breaks(id, `no ${key}`, 'required', kinds, (s) => cut(s, key));
/** Choices and trees (WEB-12, MIN-11, OPN-43): at least one, each known. */
const choice = (id: string, key: 'serviceTypes' | 'applicationTypes' | 'categories', unknown: readonly string[], ...kinds: ObjectKind[]): Breaker[] => [
  required(id, key, ...kinds),
  breaks(id, `none of ${key}`, 'too_small', kinds, (s) => put(s, key, [])),
  breaks(id, `a key that is none of ${key}`, `{kind}.${STEMS[key]}`, kinds, (s, { draw }) => put(s, `${key}.0`, draw.pick(unknown))),
  breaks(id, `a key that is no key in ${key}`, 'invalid_format', kinds, (s, { draw }) => put(s, `${key}.0`, draw.pick(['Other', '其他', 'other-one', `k${'e'.repeat(40)}`, '']))),
];
const STEMS = { serviceTypes: 'service-type', applicationTypes: 'application-type', categories: 'category' } as const;
/** Text of several lines (OPN-68). */
const lines = (id: string, key: 'description' | 'reviewMechanism', most: number, ...kinds: ObjectKind[]): Breaker[] => [
  breaks(id, `a ${key} of nine characters`, 'too_small', kinds, (s) => put(s, key, '九'.repeat(9))),
  breaks(id, `a ${key} of ${most + 1} characters`, 'too_big', kinds, (s) => put(s, key, '长'.repeat(most + 1))),
  breaks('abuse 28', `a ${key} with a hidden character`, 'custom', kinds, (s) => put(s, key, `上架前核验开发者${HIDDEN}身份和备案信息`)),
];
const link = (id: string, key: 'homeUrl' | 'accessUrl' | 'downloadUrl', code: string, ...kinds: ObjectKind[]): Breaker[] => [
  breaks(id, `a ${key} that is no web address`, `{kind}.${code}`, kinds, (s, { draw }) => put(s, key, draw.pick(['ftp://example.com/file', 'javascript:alert(1)', 'mailto:a@example.com']))),
  breaks(id, `a ${key} that is no address`, 'invalid_format', kinds, (s, { draw }) => put(s, key, draw.pick(['example', '首页', 'http://']))),
  breaks(id, `a ${key} of 501 characters`, 'too_big', kinds, (s) => put(s, key, `https://example.com/${'a'.repeat(481)}`)),
];
const count = (id: string, key: 'users' | 'listed', most: number, kind: ObjectKind): Breaker[] => [
  required(id, key, kind),
  breaks(id, `fewer than no ${key}`, 'too_small', [kind], (s) => put(s, key, -1)),
  breaks(id, `too many ${key}`, 'too_big', [kind], (s) => put(s, key, most + 1)),
  breaks(id, `${key} that are no whole number`, 'invalid_type', [kind], (s, { draw }) => put(s, key, draw.pick([1.5, '12', null]))),
];
const pictures = (id: string, least: number, kind: ObjectKind): Breaker[] => [
  required(id, 'screenshots', kind),
  breaks(id, `fewer than ${least} screenshots`, 'too_small', [kind], (s) => put(s, 'screenshots', s.data.screenshots!.slice(0, least - 1))),
  breaks(id, 'six screenshots', 'too_big', [kind], (s, { album }) => put(s, 'screenshots', [...album[s.who].screenshot.slice(0, 5), album[s.who].licence[0]])),
  breaks(id, 'a screenshot twice', '{kind}.screenshots-repeated', [kind], (s, { album }) => {
    const [one, two] = album[s.who].screenshot;
    put(s, 'screenshots', [one, two, one]);
    return 'data.screenshots.2';
  }),
  breaks(id, 'a screenshot that was never uploaded', 'upload.receipt-missing', [kind], (s) => put(s, 'screenshots.0', globalThis.crypto.randomUUID())),
];
const program = (s: Parameters<typeof put>[0], part: Partial<Record<'platform' | 'bundleId' | 'signature', string>>): void => {
  put(s, 'packages', [{ platform: 'android', bundleId: 'cn.example.never', signature: 'd41d8cd98f00b204e9800998ecf8427e', ...part }]);
};
const packaged = (what: string, code: string, part: 'platform' | 'bundleId' | 'signature', ...values: string[]): Breaker =>
  breaks('OPN-41', `a package with ${what}`, code, ['app'], (s, { draw }) => {
    program(s, { [part]: draw.pick(values) });
    return `data.packages.0.${part}`;
  });

export const DETAIL_BREAKERS: readonly Breaker[] = [
  ...choice('WEB-12', 'serviceTypes', ['casino', 'forums', 'portal_site'], 'website'),
  ...choice('MIN-11', 'applicationTypes', ['social', 'tool', 'social_casino'], 'mini_program', 'app'),
  ...choice('OPN-43', 'categories', ['hosting', 'internet'], 'provider'),
  breaks('OPN-18', 'a unit’s service of an individual', 'website.service-type-nature', ['website'], (s) => put(s, 'serviceTypes.0', 'portal'), 'individual'),
  breaks('OPN-18', 'an individual’s service of a unit', 'website.service-type-nature', ['website'], (s) => put(s, 'serviceTypes.0', 'blog'), 'unit'),
  required('WEB-13', 'serviceContents', 'website'),
  breaks('WEB-13', 'thirty-one contents', 'too_big', ['website'], (s) => put(s, 'serviceContents', Array.from({ length: 31 }, (_each, at) => `内容${at}`))),
  breaks('WEB-13', 'a content of 31 characters', 'too_big', ['website'], (s) => put(s, 'serviceContents.0', '长'.repeat(31))),
  required('WEB-21', 'languages', 'website'),
  breaks('WEB-21', 'eleven languages', 'too_big', ['website'], (s) => put(s, 'languages', Array.from({ length: 11 }, (_each, at) => `语种${at}`))),
  breaks('abuse 28', 'a language with a hidden character', 'custom', ['website'], (s) => put(s, 'languages.0', `英${HIDDEN}语`)),
  required('WEB-20', 'openedOn', 'website'),
  breaks('WEB-20', 'an opening on no day', 'invalid_format', ['website'], (s, { draw }) => put(s, 'openedOn', draw.pick(['2026-02-30', '2026年1月5日', '']))),
  breaks('WEB-21', 'an ICP number of 51 characters', 'too_big', ['website'], (s) => put(s, 'icpNumber', '1'.repeat(51))),
  breaks('WEB-21', 'a domain’s certificate that was never uploaded', 'upload.receipt-missing', ['website'], (s) => put(s, 'domainCertificate', globalThis.crypto.randomUUID())),
  ...link('WEB-21', 'homeUrl', 'home-url', 'website'),
  required('OPN-19', 'interactive', 'website', 'mini_program', 'app', 'app_market'),
  breaks('OPN-19', 'neither yes nor no', 'invalid_type', ['website', 'mini_program', 'app', 'app_market'], (s, { draw }) => put(s, 'interactive', draw.pick(['true', 1, null]))),
  breaks('MIN-18', 'an AppID without platform', '{kind}.platform', ['mini_program'], (s, { mark }) => {
    put(s, 'appId', `wx${mark()}`);
    return cut(s, 'platform');
  }),
  breaks('MIN-18', 'a platform without AppID', '{kind}.app-id', ['mini_program'], (s) => {
    put(s, 'platform', 'alipay');
    return cut(s, 'appId');
  }),
  breaks('OPN-24', 'a platform that there is not', '{kind}.platform', ['mini_program'], (s, { mark }) => {
    put(s, 'appId', `x${mark()}`);
    return put(s, 'platform', 'pager');
  }),
  breaks('MIN-18', 'an AppID of 65 characters', 'too_big', ['mini_program'], (s) => {
    put(s, 'platform', 'other');
    return put(s, 'appId', 'x'.repeat(65));
  }),
  breaks('OPN-22', 'the AppID of another filing', '{kind}.duplicate', ['mini_program'], (s, _source, taken) => {
    put(s, 'platform', taken.platform);
    return put(s, 'appId', taken.appId!.toUpperCase());
  }),
  ...link('MIN-18', 'accessUrl', 'access-url', 'mini_program', 'app_market'),
  breaks('MIN-18', 'a code that was never uploaded', 'upload.receipt-missing', ['mini_program'], (s) => put(s, 'accessCode', globalThis.crypto.randomUUID())),
  required('OPN-42', 'accessUrl', 'app_market'),
  ...lines('OPN-68', 'description', 1000, 'mini_program', 'app'),
  required('OPN-41', 'description', 'app'),
  ...lines('OPN-68', 'reviewMechanism', 2000, 'app_market'),
  required('OPN-42', 'reviewMechanism', 'app_market'),
  ...count('OPN-41', 'users', 10_000_000_000, 'app'),
  ...count('OPN-42', 'listed', 100_000_000, 'app_market'),
  ...pictures('MIN-15', 1, 'mini_program'),
  ...pictures('OPN-41', 3, 'app'),
  required('MIN-17', 'versions', ...PROGRAMS),
  breaks('MIN-17', 'an empty list of versions', 'too_small', PROGRAMS, (s) => put(s, 'versions', [])),
  breaks('MIN-17', 'a blank version', 'too_small', PROGRAMS, (s) => put(s, 'versions.0', ' ')),
  breaks('MIN-17', 'a version of 31 characters', 'too_big', PROGRAMS, (s) => put(s, 'versions.0', '1'.repeat(31))),
  breaks('MIN-17', 'fifty-one versions', 'too_big', PROGRAMS, (s) => put(s, 'versions', Array.from({ length: 51 }, (_each, at) => `1.${at}`))),
  breaks('MIN-17', 'a version that is none', 'version.format', PROGRAMS, (s, { draw }) => put(s, 'versions.0', draw.pick(['第一版', '1/0', '.5']))),
  breaks('MIN-17', 'a version twice', 'version.repeated', PROGRAMS, (s) => {
    put(s, 'versions', ['9.0', 'V9.0']);
    return 'data.versions.1';
  }),
  required('OPN-41', 'packages', 'app'),
  breaks('OPN-41', 'no package', 'too_small', ['app'], (s) => put(s, 'packages', [])),
  packaged('a platform that there is not', 'invalid_value', 'platform', 'symbian', 'Android'),
  packaged('a blank id', 'too_small', 'bundleId', '', ' '),
  packaged('an id without domain', 'package.id-format', 'bundleId', 'flowers', '花艺.应用', 'cn..example'),
  packaged('no fingerprint', 'package.signature', 'signature', 'd41d8cd98f00b204', 'z'.repeat(32), 'MD5'),
  breaks('OPN-41', 'a package twice', 'package.repeated', ['app'], (s, { mark }) => {
    const one = { platform: 'ios', bundleId: `cn.example.${mark()}`, signature: 'd41d8cd98f00b204e9800998ecf8427e' };
    put(s, 'packages', [one, { ...one, bundleId: one.bundleId.toUpperCase() }]);
    return 'data.packages.1.bundleId';
  }),
  breaks('OPN-22', 'a package of another filing', '{kind}.duplicate', ['app'], (s, _source, taken) => {
    put(s, 'packages', [taken.packages![0]]);
    return 'data.packages.0.bundleId';
  }),
  ...link('OPN-41', 'downloadUrl', 'download-url', 'app'),
  required('OPN-41', 'downloadUrl', 'app'),
  required('LKP-02', 'regions', 'provider'),
  breaks('LKP-02', 'no region of service', 'too_small', ['provider'], (s) => put(s, 'regions', [])),
  breaks('LKP-02', 'a region that is none', 'invalid_format', ['provider'], (s, { draw }) => put(s, 'regions.0', draw.pick(['湖北', '42', '42010612345']))),
  breaks('LKP-02', 'a region twice', '{kind}.regions', ['provider'], (s) => {
    put(s, 'regions', ['420100', '420100']);
    return 'data.regions.1';
  }),
  required('OPN-43', 'licenceNumber', 'provider'),
  breaks('OPN-43', 'a blank licence number', 'too_small', ['provider'], (s) => put(s, 'licenceNumber', ' ')),
  breaks('OPN-43', 'a licence number of 61 characters', 'too_big', ['provider'], (s) => put(s, 'licenceNumber', '1'.repeat(61))),
  breaks('OPN-22', 'the licence of another filing', '{kind}.duplicate', ['provider'], (s, _source, taken) => put(s, 'licenceNumber', taken.licenceNumber!.toLowerCase())),
  required('OPN-43', 'licence', 'provider'),
  breaks('OPN-43', 'a licence that was never uploaded', 'upload.receipt-missing', ['provider'], (s) => put(s, 'licence', globalThis.crypto.randomUUID())),
  breaks('WEB-40', 'the notice not accepted', 'invalid_value', ALL, (s) => {
    s.notice.accepted = false;
    return 'notice.accepted';
  }),
  breaks('OPN-26', 'a notice of old', 'notice.outdated', ALL, (s) => {
    s.notice.version = '2001-01';
    return 'notice.version';
  }),
  breaks('abuse 19', 'a field that no form has', 'unrecognized_key', ALL, (s) => put(s, 'extra', 1)),
];
