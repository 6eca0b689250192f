import { describe, expect, it } from '@jest/globals';
import { FORMS, OBJECT_KINDS, formOf } from './forms.ts';
import { aForm, aPerson } from './forms.fixture.ts';
import { checkTyped, emptyForm, submittable, typedFrom } from './submittable.ts';

const UNIT = { subjectType: 'enterprise', today: '2026-03-02' } as const;
const refused = (object: (typeof OBJECT_KINDS)[number], typed: Record<string, unknown>) =>
  checkTyped(formOf(object), typed, UNIT).filter(({ level }) => level === 'refuse').map(({ field }) => field);

describe('what is sent of a typed form', () => {
  it.each(OBJECT_KINDS)('%s: stored data shown for correction are sent again unchanged', (object) => {
    const data = aForm(object);
    expect(submittable(formOf(object), typedFrom(formOf(object), data))).toEqual(data);
  });

  it.each(OBJECT_KINDS)('WEB-04 %s: an empty form refuses every mandatory field', (object) => {
    const mandatory = formOf(object).steps.flatMap(({ blocks }) => blocks.flatMap(({ fields }) => fields)).filter(({ required }) => required === true).map(({ key }) => key);
    const faults = refused(object, emptyForm(formOf(object))).map((field) => field?.split('.')[0]);
    expect([...new Set(faults)].sort()).toEqual([...mandatory].sort());
  });

  it('TV-39 否 with leftover pictures is accepted without them', () => {
    const typed = { ...aForm('mini_program'), approvalsInvolved: false, approvals: [{ kind: 'education', image: 'a' }, { kind: 'news' }] };
    expect(submittable(FORMS.mini_program, typed)['approvals']).toEqual([]);
    expect(checkTyped(FORMS.mini_program, typed, UNIT)).toEqual([]);
  });

  it('WEB-14 is sent without pre-approvals when nothing was ticked', () => {
    const typed = { ...aForm('website', { approvals: undefined, openedOn: '2026-02-20' }), approvalsInvolved: false };
    expect(submittable(FORMS.website, typed)['approvals']).toEqual([]);
    expect(checkTyped(FORMS.website, typed, UNIT)).toEqual([]);
  });

  it('MIN-20 否 drops pictures that were left over', () => {
    const approvals = [{ kind: 'education', image: 'a' }];
    expect(submittable(FORMS.mini_program, { approvalsInvolved: false, approvals })['approvals']).toEqual([]);
    expect(submittable(FORMS.mini_program, { approvalsInvolved: true, approvals })['approvals']).toEqual(approvals);
  });

  it('MIN-14 是 without a kind is refused', () => {
    expect(refused('mini_program', { ...aForm('mini_program'), approvalsInvolved: true, approvals: [] })).toEqual(['approvals']);
  });

  it('OPN-24 a ticked parent is sent as its children', () => {
    expect(submittable(FORMS.app, { applicationTypes: ['government'] })['applicationTypes']).toEqual(['government_service', 'government_disclosure', 'government_public']);
  });

  it('OPN-61 a single address is both ends', () => {
    expect(submittable(FORMS.app, { ipRanges: [{ start: '1.2.3.4', end: 'left over' }] })['ipRanges']).toEqual([{ start: '1.2.3.4', end: '1.2.3.4' }]);
  });

  it('WEB-17 a missing single address is told once', () => {
    expect(refused('website', { ...aForm('website'), ipRanges: [{}] })).toEqual(['ipRanges.0.start']);
  });

  it('OPN-24 自建 drops the provider that was typed before', () => {
    expect(submittable(FORMS.app, { hosting: { mode: 'own', provider: { name: '某某云' }, region: '420100' } })['hosting']).toEqual({ mode: 'own', provider: null, region: '420100' });
  });

  it('sends nothing but the fields of the form, and no blanks', () => {
    expect(Object.keys(submittable(FORMS.mini_program, { ...aForm('mini_program'), accessUrl: ' ', ids: {}, verified: {} }))).not.toEqual(expect.arrayContaining(['ids']));
    expect(submittable(FORMS.mini_program, { ...aForm('mini_program'), accessUrl: ' ' })).not.toHaveProperty('accessUrl');
  });

  it('OPN-21 data copied from the subject are verified item by item', () => {
    const typed = { ...aForm('provider'), manager: { ...aPerson('张建国'), sameAsSubject: true } };
    expect(refused('provider', typed)).toEqual(['verified.manager']);
    expect(refused('provider', { ...typed, verified: { manager: true } })).toEqual([]);
  });

  it('never fails, whatever a draft holds', () => {
    for (const junk of [null, 1, 'x', [], [null], [1], {}, { name: 1 }, [{ start: {} }]]) {
      for (const object of OBJECT_KINDS) {
        const typed = Object.fromEntries(Object.keys(aForm(object)).map((key) => [key, junk]));
        expect(refused(object, typed).length).toBeGreaterThan(0);
      }
    }
  });
});
