import { describe, expect, it } from '@jest/globals';
import { checkForm } from './check-form.ts';
import type { FormContext } from './form-context.ts';
import { aForm, aPerson } from './forms.fixture.ts';
import { PROVIDER_FORM } from './provider-form.ts';

const context: FormContext = { subjectType: 'enterprise', today: '2026-03-02' };
const good = aForm('provider');
const brief = (change: Record<string, unknown>, other: Partial<FormContext> = {}) =>
  checkForm(PROVIDER_FORM, { ...good, ...change }, { ...context, ...other }).map(({ level, code, field }) => `${level} ${code} ${field}`);

describe('provider filing', () => {
  it('OPN-43 finds nothing in good data', () => {
    expect(brief({})).toEqual([]);
  });

  it.each<[string, Record<string, unknown>, Partial<FormContext>, string[]]>([
    ['OPN-16 NAM-04 公安 by an enterprise', { name: '某某公安网络', explanation: '说明' }, {}, ['warn name.public-affairs name']],
    ['OPN-43 no category', { categories: [] }, {}, ['refuse provider.category categories']],
    ['OPN-43 a category that does not exist', { categories: ['radio'] }, {}, ['refuse provider.category categories.0']],
    ['OPN-43 no region', { regions: [] }, {}, ['refuse provider.regions regions']],
    ['OPN-43 the same region twice', { regions: ['420000', '420000'] }, {}, ['refuse provider.regions regions.1']],
    ['OPN-43 no licence number', { licenceNumber: ' ' }, {}, ['refuse provider.licence-number licenceNumber']],
    ['OPN-43 a licence number of two services', { licenceNumber: 'B1.B2-20090059' }, {}, []],
    ['OPN-43 a licence number of the province', { licenceNumber: '鄂B2-20200123' }, {}, []],
    ['OPN-43 an unusual licence number', { licenceNumber: '工信部备字1号' }, {}, ['warn provider.licence-format licenceNumber']],
    ['OPN-43 no picture of the licence', { licence: undefined }, {}, ['refuse provider.licence licence']],
    ['OPN-43 no addresses', { ipRanges: [] }, {}, ['refuse ip.missing ipRanges']],
    ['TV-33 OPN-61 mixed families', { ipRanges: [{ start: '1.2.3.4', end: '2400::1' }] }, {}, ['refuse ip.family ipRanges.0.end']],
    ['OPN-43 OPN-20 no responsible person', { manager: undefined }, {}, ['refuse person.missing manager.certificateType', 'refuse person.missing manager.certificateNumber', 'refuse person.missing manager.validUntil', 'refuse person.missing manager.residence', 'refuse person.missing manager.mobile', 'refuse person.missing manager.officePhone', 'refuse person.missing manager.email', 'refuse person.name-blank manager.name']],
    ['WEB-35 TV-06 个人 for a name', { manager: aPerson('个人') }, {}, ['refuse person.name-placeholder manager.name']],
  ])('%s', (_id, change, other, expected) => {
    expect(brief(change, other)).toEqual(expected);
  });
});
