import { describe, expect, it } from '@jest/globals';
import { checkForm } from './check-form.ts';
import { claimsOf, hostsOf } from './claims.ts';
import { formOf } from './forms.ts';
import { aForm } from './forms.fixture.ts';
import { submittable, typedFrom } from './submittable.ts';

const website = formOf('website');
const said = (part: Record<string, unknown>) => checkForm(website, { ...aForm('website'), ...part }, { subjectType: 'enterprise', today: aForm('website')['openedOn'] as string }).map(({ code, field }) => [code, field]);
const refused = (part: Record<string, unknown>) => said(part).filter(([code]) => code !== 'provider.manual');

describe('a site without a domain of its own', () => {
  it('OPN-22 names none, as an address is enough', () => {
    expect(refused({ ownDomain: false, domains: [] })).toEqual([]);
    expect(refused({ ownDomain: false, domains: [], ipRanges: [] })).toEqual([['ip.missing', 'ipRanges']]);
  });

  it.each([['says that it has one', { ownDomain: true }], ['says nothing', {}]])('WEB-11 is asked for a domain when it %s', (_what, part) => {
    expect(refused({ ...part, domains: [] })).toEqual([['domain.missing', 'domains']]);
  });

  it('OPN-22 may have its pages anywhere, which is pointed out only below domains of its own', () => {
    const homeUrl = 'https://users.example.net/flowers/';
    expect(refused({ ownDomain: false, domains: [], homeUrl })).toEqual([]);
    expect(refused({ ownDomain: true, homeUrl })).toEqual([['website.home-url-domain', 'homeUrl']]);
  });

  it('WEB-11 keeps no domain that was typed before, and has no host that another filing could not have', () => {
    const sent = submittable(website, { ...typedFrom(website, aForm('website')), ownDomain: false });
    expect([sent['ownDomain'], sent['domains']]).toEqual([false, []]);
    expect([hostsOf(website, sent), claimsOf(website, sent)]).toEqual([[], []]);
  });

  it('WEB-11 that is named all the same is judged like any other', () => {
    expect(refused({ ownDomain: false, domains: ['localhost'] })).toEqual([['domain.format', 'domains.0']]);
  });
});
