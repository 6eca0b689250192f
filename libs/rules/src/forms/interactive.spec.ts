import { describe, expect, it } from '@jest/globals';
import { FORMS } from './forms.ts';
import { aForm } from './forms.fixture.ts';
import { interactiveGrounds, isInteractive, type InteractiveSetting } from './interactive.ts';

const website = (part: Readonly<Record<string, unknown>>) => aForm('website', part);

describe('interactive or not', () => {
  it.each([
    ['OPN-19 a service type that is interactive', { serviceTypes: ['forum'] }, ['service-type']],
    ['NAM-31 a name with 论坛', { name: '江城论坛' }, ['name']],
    ['OPN-66 a host with bbs in any of its labels', { domains: ['my-BBS.example.com'] }, ['domain']],
    ['WEB-18 declared by the applicant', { interactive: true }, ['declared']],
  ])('%s is a ground', (_what, part, grounds) => {
    expect(interactiveGrounds(FORMS.website, website(part))).toEqual(grounds);
    expect(isInteractive(FORMS.website, website(part))).toBe(true);
  });

  it('OPN-19 is not interactive without any ground', () => {
    expect(isInteractive(FORMS.website, website({}))).toBe(false);
  });

  it('OPN-19 is what an officer has set, either way', () => {
    const lowered: InteractiveSetting = { interactive: false, grounds: ['domain'] };
    expect(isInteractive(FORMS.website, website({ domains: ['bbs-tools.com'] }), lowered)).toBe(false);
    expect(isInteractive(FORMS.website, website({}), { interactive: true, grounds: [] })).toBe(true);
  });

  it('OPN-19 becomes interactive again by a ground that the officer had not seen', () => {
    const lowered: InteractiveSetting = { interactive: false, grounds: ['domain'] };
    expect(isInteractive(FORMS.website, website({ domains: ['bbs-tools.com'], serviceTypes: ['messaging'] }), lowered)).toBe(true);
  });
});
