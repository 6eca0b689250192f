import { describe, expect, it } from '@jest/globals';
import { checkWebsiteValues, toWebsiteData, type WebsiteValues } from './website-values.ts';

const UNIT = { subjectType: 'enterprise' } as const;
const refused = (values: WebsiteValues): string[] =>
  checkWebsiteValues(values, UNIT).filter(({ level }) => level === 'refuse').map(({ path }) => path.join('.'));

describe('the website form', () => {
  it('WEB-04 refuses every mandatory field that is missing', () => {
    expect(refused({ domains: [''], ipRanges: [{}] })).toEqual(expect.arrayContaining([
      'name', 'domains.0', 'serviceTypes', 'accessProvider.name', 'registrar.name', 'ipRanges.0.start', 'openedOn', 'manager.name', 'manager.idImage', 'emergency.mobile',
    ]));
  });

  it('WEB-17 takes a single address as start and end', () => {
    expect(toWebsiteData({ ipRanges: [{ start: '114.114.114.114' }] })).toMatchObject({ ipRanges: [{ start: '114.114.114.114', end: '114.114.114.114' }] });
  });

  it('WEB-17 tells a missing single address once', () => {
    expect(refused({ ipRanges: [{}] }).filter((path) => path.startsWith('ipRanges'))).toEqual(['ipRanges.0.start']);
  });

  it('OPN-17 drops approvals when 相关前置许可 is 否', () => {
    const approvals: WebsiteValues['approvals'] = [{ kind: 'news', image: '018f0000-0000-7000-8000-000000000000' }];
    expect(toWebsiteData({ approvalsInvolved: false, approvals })).toMatchObject({ approvals: [] });
  });

  it('WEB-14 wants a kind named once pre-approval is involved', () => {
    expect(refused({ approvalsInvolved: true, approvals: [] })).toContain('approvals');
  });

  it('sends nothing but the fields of the contract', () => {
    const stored = { name: '某某网', verified: { manager: true }, ids: { application: 'a', filing: 'b' } };
    expect(Object.keys(toWebsiteData(stored) as object)).not.toEqual(expect.arrayContaining(['ids']));
    expect(refused(stored)).not.toContain('');
  });

  it('OPN-21 wants data copied from the subject verified item by item', () => {
    expect(refused({ manager: { sameAsSubject: true } })).toContain('verified.manager');
    expect(refused({ manager: { sameAsSubject: true }, verified: { manager: true } })).not.toContain('verified.manager');
  });

  it('LKP-07 marks a provider typed by hand', () => {
    expect(toWebsiteData({ registrar: { name: '某注册商' } })).toMatchObject({ registrar: { name: '某注册商', directory: null } });
  });
});
