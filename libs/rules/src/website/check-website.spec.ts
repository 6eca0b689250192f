import { describe, expect, it } from '@jest/globals';
import { checkForm, isAskedFor } from '../forms/check-form.ts';
import type { FormContext } from '../forms/form-context.ts';
import { interactiveGrounds } from '../forms/interactive.ts';
import { checkNoticeAccepted } from '../forms/notice.ts';
import type { Typed } from '../forms/values.ts';
import { fieldAt } from '../forms/walk.ts';
import { WEBSITE_FORM } from '../forms/website-form.ts';
import { asksForSubject, isUsableSubject, type SubjectGateState } from '../subject/subject-gate.ts';
import { checkApprovals, keptApprovals } from './approvals.ts';
import { checkProviderSearch } from './providers.ts';

const manager = {
  name: '张三', certificateType: 'resident_id', certificateNumber: '500101199003070014', validUntil: null, mobile: '13812345678',
  email: 'zhangsan@example.cn', residence: '重庆市万州区某街道12号', officePhone: '023-63128888', sameAsSubject: false,
};
const site: Typed = {
  name: '某某科技', domains: ['www.example.cn'], serviceTypes: ['portal'], interactive: false, approvals: [],
  accessProvider: { name: '某某云', region: '330000', directory: '0198' }, registrar: { name: '某某域名', region: '110000', directory: '0199' },
  ipRanges: [{ start: '47.96.1.1', end: '47.96.1.1' }], openedOn: '2026-02-20', manager, security: manager,
  emergency: { name: '李四', mobile: '13912345678', email: 'lisi@example.cn', sameAsSubject: false },
};
const context: FormContext = { subjectType: 'enterprise', today: '2026-03-02' };
const brief = (change: Typed, other: Partial<FormContext> = {}) =>
  checkForm(WEBSITE_FORM, { ...site, ...change }, { ...context, ...other }).map(({ level, code, field }) => `${level} ${code} ${field}`);

describe('website filing', () => {
  it('WEB-10..37 finds nothing in good data', () => {
    expect(brief({})).toEqual([]);
  });

  it.each<[string, Typed, Partial<FormContext>, string[]]>([
    ['NAM-02 a company’s name by an individual', { name: '某某有限公司', serviceTypes: ['blog'] }, { subjectType: 'individual' }, ['refuse name.company name']],
    ['NAM-03 the domain for a name', { name: 'example.cn' }, {}, ['refuse name.domain name']],
    ['OPN-15 a regulated word unexplained', { name: '某某文化' }, {}, ['warn name.field-culture name', 'refuse name.explanation-missing explanation']],
    ['OPN-15 a regulated word explained', { name: '某某文化', explanation: '企业字号' }, {}, ['warn name.field-culture name']],
    ['TV-29 新闻网 with the approval', { name: '某某新闻网', approvals: [{ kind: 'news', image: 'a' }] }, {}, []],
    ['OPN-15 a tick without the upload lifts nothing', { name: '某某新闻网', approvals: [{ kind: 'news' }] }, {}, ['refuse name.news-site name', 'refuse approval.image approvals.0.image']],
    ['WEB-11 no domain', { domains: [] }, {}, ['refuse domain.missing domains']],
    ['NAM-30 a forum’s domain without evidence', { domains: ['bbs.example.cn'], interactive: true }, {}, ['warn domain.forum domains.0', 'refuse domain.forum-evidence domains.0']],
    ['OPN-66 a word with bbs in it, explained in writing', { domains: ['hobbsite.example.cn'], interactive: true, explanation: '名称为音译，并非论坛' }, {}, ['warn domain.forum domains.0']],
    ['OPN-66 a word with bbs in it, unexplained', { domains: ['hobbsite.example.cn'], interactive: true, explanation: ' ' }, {}, ['warn domain.forum domains.0', 'refuse domain.forum-evidence domains.0']],
    ['OPN-66 bbs with the bulletin board’s filing uploaded', { domains: ['bbs.example.cn'], interactive: true, approvals: [{ kind: 'bulletin', image: 'a' }] }, {}, ['warn domain.forum domains.0']],
    ['NAM-31 a forum’s domain declared non-interactive', { domains: ['bbs.example.cn'], approvals: [{ kind: 'bulletin', image: 'a' }] }, {}, ['warn domain.forum domains.0', 'warn website.interactive interactive']],
    ['OPN-18 单位门户网站 by an individual', {}, { subjectType: 'individual' }, ['refuse website.service-type-nature serviceTypes.0']],
    ['OPN-18 博客 by a unit', { serviceTypes: ['portal', 'blog'] }, {}, ['refuse website.service-type-nature serviceTypes.1']],
    ['WEB-12 no service type', { serviceTypes: [] }, {}, ['refuse website.service-type serviceTypes']],
    ['LKP-07 a provider typed by hand', { accessProvider: { name: '某某', region: null, directory: null } }, {}, ['warn provider.manual accessProvider']],
    ['LKP-04 no registrar', { registrar: { name: '', region: null, directory: null } }, {}, ['refuse provider.blank registrar.name']],
    ['TV-33 start > end', { ipRanges: [{ start: '47.96.1.9', end: '47.96.1.1' }] }, {}, ['refuse ip.order ipRanges.0.end']],
    ['OPN-23 opened 31 days ago', { openedOn: '2026-01-30' }, {}, ['warn website.late openedOn']],
    ['OPN-23 opened 30 days ago', { openedOn: '2026-01-31' }, {}, []],
    ['WEB-20 no date', { openedOn: '' }, {}, ['refuse website.opened-on openedOn']],
    ['OPN-22 a home page under the domain', { homeUrl: 'https://example.cn/index.html' }, {}, []],
    ['OPN-22 a home page elsewhere', { homeUrl: 'https://example.com/' }, {}, ['warn website.home-url-domain homeUrl']],
    ['OPN-22 a home page that is a script', { homeUrl: 'javascript:alert(1)' }, {}, ['refuse website.home-url homeUrl']],
    ['WEB-21 an ICP number', { icpNumber: '渝ICP备12345678号-1' }, {}, []],
    ['WEB-21 no ICP number', { icpNumber: '12345' }, {}, ['warn website.icp-number icpNumber']],
    ['TV-36 emergency contact = manager', { emergency: { name: '张三', mobile: '13812345678', email: 'a@example.cn' } }, {}, ['warn website.emergency-same emergency']],
    ['WEB-34 emergency contact with the manager’s mobile', { emergency: { name: '李四', mobile: '13812345678', email: 'a@example.cn' } }, {}, ['warn website.emergency-same emergency']],
    ['WEB-34 emergency contact with the manager’s name', { emergency: { name: '张三', mobile: '13912345678', email: 'a@example.cn' } }, {}, ['warn website.emergency-same emergency']],
    ['OPN-67 one person in all three roles', { security: manager, emergency: { ...manager } }, {}, ['warn website.emergency-same emergency']],
    ['WEB-13 no service contents', { serviceContents: [] }, {}, []],
    ['WEB-13 several service contents', { serviceContents: ['企业新闻', '产品展示'] }, {}, []],
    ['WEB-14 no pre-approval ticked', { approvals: [] }, {}, []],
    ['WEB-15 no access provider', { accessProvider: { name: ' ', region: null, directory: null } }, {}, ['refuse provider.blank accessProvider.name']],
    ['WEB-15 an access provider left out', { accessProvider: undefined }, {}, ['refuse provider.blank accessProvider.name']],
    ['WEB-15 an access provider typed by hand', { accessProvider: { name: '某某云', region: null, directory: null } }, {}, ['warn provider.manual accessProvider']],
    ['WEB-16 no registrar', { registrar: { name: '', region: null, directory: null } }, {}, ['refuse provider.blank registrar.name']],
    ['WEB-16 a registrar left out', { registrar: undefined }, {}, ['refuse provider.blank registrar.name']],
    ['WEB-16 a registrar typed by hand', { registrar: { name: '某某域名', region: null, directory: null } }, {}, ['warn provider.manual registrar']],
    ['WEB-18 neither interactive nor not', { interactive: undefined }, {}, ['refuse website.interactive interactive']],
    ['WEB-18 declared interactive', { interactive: true }, {}, []],
    ['WEB-18 a forum declared non-interactive', { serviceTypes: ['forum'] }, {}, ['warn website.interactive interactive']],
    ['WEB-19 two kinds with a picture each', { approvals: [{ kind: 'news', image: 'a' }, { kind: 'education', image: 'b' }] }, {}, []],
    ['WEB-19 two kinds and one picture', { approvals: [{ kind: 'news', image: 'a' }, { kind: 'education' }] }, {}, ['refuse approval.image approvals.1.image']],
    ['WEB-19 two kinds with the same picture', { approvals: [{ kind: 'news', image: 'a' }, { kind: 'education', image: 'a' }] }, {}, ['refuse approval.image-shared approvals.1.image']],
    ['WEB-36 the manager’s data stand for nobody else', { security: { name: '李四', sameAsSubject: false }, emergency: { name: '王五', sameAsSubject: false } }, {}, [...['certificateType', 'certificateNumber', 'validUntil', 'residence', 'mobile', 'officePhone', 'email'].map((key) => `refuse person.missing security.${key}`), 'refuse person.missing emergency.mobile', 'refuse person.missing emergency.email']],
    ['WEB-36 three persons with data of their own', { security: { ...manager, name: '李四', certificateNumber: '50010119850615002X', mobile: '13712345678' }, emergency: { name: '王五', mobile: '13612345678', email: 'wangwu@example.cn', sameAsSubject: false } }, {}, []],
    ['WEB-38 masks that came back as values', { security: { ...manager, certificateNumber: '500*************14', mobile: '138****5678' } }, {}, ['refuse person.masked security.certificateNumber', 'refuse person.masked security.mobile']],
    ['OPN-20 a contact without mobile', { emergency: { name: '李四', email: 'lisi@example.cn' } }, {}, ['refuse person.missing emergency.mobile']],
  ])('%s', (_id, change, other, expected) => {
    expect(brief(change, other)).toEqual(expected);
  });

  it.each<[string, Typed, string[]]>([
    ['nothing', {}, []],
    ['the declaration', { interactive: true }, ['declared']],
    ['a service type', { serviceTypes: ['portal', 'live'] }, ['service-type']],
    ['a domain', { domains: ['EXAMPLE-BBS.com'] }, ['domain']],
    ['the name', { name: '某某 论 坛' }, ['name']],
    ['the name in traditional characters', { name: '某某論壇' }, ['name']],
    ['all of them', { interactive: true, serviceTypes: ['forum'], domains: ['bbs.example.cn'], name: '某某论坛' }, ['declared', 'service-type', 'domain', 'name']],
  ])('OPN-19 interactive by %s', (_name, change, grounds) => {
    expect(interactiveGrounds(WEBSITE_FORM, { ...site, ...change })).toEqual(grounds);
  });

  it('OPN-66 asks for the explanation as long as the bulletin board’s filing is not there', () => {
    const asks = (approvals: object[]) => isAskedFor(fieldAt(WEBSITE_FORM, 'explanation')!, {}, checkForm(WEBSITE_FORM, { ...site, domains: ['bbs.example.cn'], approvals }, context));
    expect([asks([]), asks([{ kind: 'bulletin', image: 'a' }])]).toEqual([true, false]);
  });

  it.each(['manager', 'security', 'emergency'])('WEB-35 the %s has a true full name', (role) => {
    const named = (name: string) => brief({ [role]: { ...(site[role] as object), name } });
    expect(['王先生', '李小姐', '个人', '张三1', 'Zhang三', '张'].map(named)).toEqual(['title', 'title', 'placeholder', 'digit', 'letter', 'format'].map((fault) => [`refuse person.name-${fault} ${role}.name`]));
    expect(named('欧阳明月')).toEqual([]);
  });

  it('TV-37 without the tick there is no submission', () => {
    expect(checkNoticeAccepted(WEBSITE_FORM, false)).toMatchObject([{ level: 'refuse', field: 'notice.accepted' }]);
    expect(checkNoticeAccepted(WEBSITE_FORM, true)).toEqual([]);
  });

  it('TV-34 TV-35 a provider search needs the region, not the name', () => {
    expect(checkProviderSearch({ name: '某某云' })).toMatchObject([{ code: 'provider.search-region' }]);
    expect(checkProviderSearch({ region: '330000' })).toEqual([]);
  });
});

describe('pre-approvals', () => {
  it('MIN-14 two kinds and one picture are refused', () => {
    expect(checkApprovals([{ kind: 'education', image: 'a' }, { kind: 'news' }])).toMatchObject([{ code: 'approval.image', field: 'approvals.1.image' }]);
    expect(checkApprovals([{ kind: 'education', image: 'a' }, { kind: 'news', image: 'a' }])).toMatchObject([{ code: 'approval.image-shared' }]);
    expect(checkApprovals([{ kind: 'news', image: 'a' }, { kind: 'news', image: 'b' }])).toMatchObject([{ code: 'approval.repeated' }]);
  });

  it('MIN-20 否 drops what was uploaded before', () => {
    expect(keptApprovals(false, [{ kind: 'education', image: 'a' }])).toEqual([]);
    expect(keptApprovals(true, [{ kind: 'education', image: 'a' }])).toHaveLength(1);
  });
});

describe('gate of the subject', () => {
  it.each<[string, SubjectGateState[], boolean]>([
    ['OPN-09 no subject at all', [], true], ['OPN-09 a draft, a returned and a cancelled one', ['draft', 'returned', 'cancelled'], true],
    ['OPN-09 a submitted one', ['draft', 'submitted'], false], ['OPN-09 one in review', ['returned', 'in_review'], false], ['OPN-09 an approved one', ['approved', 'cancelled'], false],
  ])('%s: whether home asks for a subject', (_id, states, asks) => {
    expect(asksForSubject(states)).toBe(asks);
  });

  it('SUB-36 a submitted or an approved subject is enough to go on, any other is not', () => {
    const states: SubjectGateState[] = ['draft', 'submitted', 'in_review', 'approved', 'returned', 'cancelled'];
    expect(states.filter(isUsableSubject)).toEqual(['submitted', 'in_review', 'approved']);
  });
});
