import { describe, expect, it } from '@jest/globals';
import { checkForm } from '../forms/check-form.ts';
import { aForm } from '../forms/forms.fixture.ts';
import { OBJECT_KINDS, formOf } from '../forms/forms.ts';
import { emptyForm, checkTyped, typedFrom } from '../forms/submittable.ts';
import type { SubjectType } from '../organisations/subject-types.ts';
import { checkName, type Flag, type NameContext } from './check-name.ts';

const verdict = (name: string, context: NameContext) => checkName(name, context).map(({ level, code }) => `${level} ${code}`);
const UNITS: readonly SubjectType[] = ['enterprise', 'military', 'institution', 'association'];

describe('a name and its sponsor', () => {
  it.each<[string, SubjectType[], string, string[]]>([
    ['NAM-01 a company’s name does not agree with an individual', ['individual'], '某某有限公司', ['refuse name.company']],
    ['NAM-01 a company’s name agrees with any unit', [...UNITS, 'government'], '某某有限公司', []],
    ['NAM-01 a government’s name does not agree with an individual', ['individual'], '某某市人民政府', ['refuse name.public-affairs']],
    ['NAM-01 a government’s name is explained by other units', [...UNITS], '某某市人民政府', ['warn name.public-affairs']],
    ['NAM-01 a government’s name agrees with a government body once confirmed', ['government'], '某某市人民政府', ['warn name.public-affairs-unconfirmed']],
  ])('%s', (_id, types, name, expected) => {
    for (const subjectType of types) expect([subjectType, verdict(name, { subjectType })]).toEqual([subjectType, expected]);
  });

  it.each<[string, string, NameContext, NameContext]>([
    ['NAM-32 the filing’s domains', '江城.园圃', { subjectType: 'enterprise' }, { subjectType: 'enterprise', domains: ['江城.园圃'] }],
    ['NAM-32 the sponsor’s nature', '某某集团', { subjectType: 'enterprise' }, { subjectType: 'individual' }],
    ['NAM-32 the flag of a national-level unit', '中国某某', { subjectType: 'institution', nationalLevel: 'confirmed' }, { subjectType: 'institution' }],
    ['NAM-32 the flag of an authorised unit', '某某政府在线', { subjectType: 'enterprise', governmentAuthorised: 'confirmed' }, { subjectType: 'enterprise' }],
    ['NAM-32 the approvals', '某某教育', { subjectType: 'enterprise', approvals: ['education'] }, { subjectType: 'enterprise' }],
  ])('%s decide whether a name is faultless', (_id, name, faultless, faulty) => {
    expect(verdict(name, faultless)).toEqual([]);
    expect(verdict(name, faulty)).not.toEqual([]);
  });

  it('NAM-32 the name itself decides with everything else alike', () => {
    expect([verdict('某某科技', { subjectType: 'enterprise' }), verdict('某某论坛', { subjectType: 'enterprise' })]).toEqual([[], ['refuse name.forum']]);
  });

  it.each<[string, Flag | undefined, string]>([
    ['OPN-70 nothing said', undefined, ''], ['OPN-70 no', 'no', ''], ['OPN-70 declared', 'declared', '-unconfirmed'], ['OPN-70 confirmed', 'confirmed', 'none'],
  ])('%s: whether the flags exempt', (_id, flag, expected) => {
    const flags = flag === undefined ? {} : { governmentAuthorised: flag, nationalLevel: flag };
    const found = ['某某政府在线', '中国某某'].map((name) => verdict(name, { subjectType: 'enterprise', ...flags }));
    expect(found).toEqual(expected === 'none' ? [[], []] : [[`warn name.public-affairs${expected}`], [`warn name.national${expected}`]]);
  });

  it('OPN-70 each flag exempts from its own rule only, and a government body needs no flag', () => {
    expect(verdict('某某政府在线', { subjectType: 'enterprise', nationalLevel: 'confirmed' })).toEqual(['warn name.public-affairs']);
    expect(verdict('中国某某', { subjectType: 'enterprise', governmentAuthorised: 'confirmed' })).toEqual(['warn name.national']);
    expect(verdict('某某政府在线', { subjectType: 'government', typeConfirmed: true })).toEqual([]);
  });
});

describe('a name on its form', () => {
  it.each(OBJECT_KINDS)('NAM-33 is caught while the form of a %s is typed, by what the service says of it', (object) => {
    const form = formOf(object);
    const context = { subjectType: 'enterprise', today: '2026-03-02' } as const;
    const ofName = (found: ReturnType<typeof checkForm>) => found.filter(({ field }) => field === 'name' || field === 'explanation');
    for (const [name, codes] of [['某某论坛', ['name.forum']], ['某某政府在线', ['name.public-affairs', 'name.explanation-missing']], ['江城花艺', []]] as const) {
      const data = aForm(object, { name });
      const typed = ofName(checkTyped(form, typedFrom(form, data), context));
      expect(typed.map(({ code }) => code)).toEqual(codes);
      expect(typed).toEqual(ofName(checkForm(form, data, context)));
      // The rest of the form may still be empty.
      expect(ofName(checkTyped(form, { ...emptyForm(form), name }, context)).map(({ code }) => code)).toEqual(codes);
    }
  });
});
