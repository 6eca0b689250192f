import { describe, expect, it } from '@jest/globals';
import { APP_FORM } from '@beian/rules/forms/app-form';
import type { FormDescription } from '@beian/rules/forms/description';
import { MINI_PROGRAM_FORM } from '@beian/rules/forms/mini-program-form';
import { submittable } from '@beian/rules/forms/submittable';
import type { Typed } from '@beian/rules/forms/values';
import { WEBSITE_FORM } from '@beian/rules/forms/website-form';
import { checkValues } from './form-values.ts';

const UNIT = { subjectType: 'enterprise' } as const;
const ONE = '018f0000-0000-7000-8000-000000000001';
const found = (form: FormDescription, typed: Typed, level = 'refuse') => checkValues(form, typed, UNIT).filter((finding) => finding.level === level);
const refused = (typed: Typed, form: FormDescription = WEBSITE_FORM): string[] => found(form, typed).map(({ path }) => path.join('.'));

describe('a typed form', () => {
  it('WEB-04 refuses every mandatory field that is missing', () => {
    expect(refused({ domains: [''], ipRanges: [{}] })).toEqual(expect.arrayContaining([
      'name', 'domains.0', 'serviceTypes', 'interactive', 'accessProvider.name', 'registrar.name', 'ipRanges.0.start', 'openedOn', 'manager.name', 'manager.idImage', 'emergency.mobile',
    ]));
  });

  it('WEB-17 tells a missing single address once', () => {
    expect(refused({ ipRanges: [{}] }).filter((path) => path.startsWith('ipRanges'))).toEqual(['ipRanges.0.start']);
    expect(refused({ ipRanges: [{ start: '1.2.3' }] }, MINI_PROGRAM_FORM).filter((path) => path.startsWith('ipRanges'))).toEqual(['ipRanges.0.start']);
  });

  it('MIN-16 asks for the one address in the words of its box', () => {
    const said = (start: string) => found(MINI_PROGRAM_FORM, { ipRanges: [{ start }] }).find(({ path }) => path[0] === 'ipRanges')?.message;
    expect(said('')).toBe('请填写IP地址');
    expect(said('1.2.3')).toBe('IP地址格式不正确');
  });

  it('MIN-20 sends no approval when 相关前置许可 is 否', () => {
    expect(submittable(MINI_PROGRAM_FORM, { approvalsInvolved: false, approvals: [{ kind: 'news', image: ONE }] })).toMatchObject({ approvals: [] });
  });

  it('MIN-14 wants a kind named once pre-approval is involved', () => {
    expect(refused({ approvalsInvolved: true, approvals: [] }, MINI_PROGRAM_FORM)).toContain('approvals');
  });

  it('MIN-21 wants a picture for each kind that is ticked', () => {
    expect(refused({ approvalsInvolved: true, approvals: [{ kind: 'news', image: ONE }, { kind: 'education' }] }, MINI_PROGRAM_FORM)).toContain('approvals.1.image');
  });

  it('sends nothing but the fields of the contract', () => {
    const stored = { name: '某某网', verified: { manager: true }, ids: { application: 'a', filing: 'b' } };
    expect(Object.keys(submittable(WEBSITE_FORM, stored))).not.toEqual(expect.arrayContaining(['ids']));
    expect(refused(stored)).not.toContain('');
  });

  it('OPN-21 wants data copied from the subject verified item by item', () => {
    expect(refused({ manager: { sameAsSubject: true } })).toContain('verified.manager');
    expect(refused({ manager: { sameAsSubject: true }, verified: { manager: true } })).not.toContain('verified.manager');
  });

  it('OPN-18 says at the ticks what may not be ticked', () => {
    expect(refused({ serviceTypes: ['portal', 'blog'] })).toContain('serviceTypes');
  });

  it('OPN-41 says at the pictures which of them is there twice', () => {
    const twice = found(APP_FORM, { screenshots: [ONE, '018f0000-0000-7000-8000-000000000002', ONE] }).find(({ path }) => path[0] === 'screenshots');
    expect(twice).toMatchObject({ path: ['screenshots'], message: '第3张与第1张运行截图相同' });
  });
});
