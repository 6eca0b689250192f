import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { aResidentId, anIndividualForm, aUnitForm } from './subject-form.sample.ts';
import { certificateOf, checkForm, imagesOf, nameOf, normalizeForm, personNumbersOf, typeOf } from './subject-form.rules.ts';

const A = '01989d3e-6c1a-7b4e-8a55-2f6c1d7e9b01';
const B = '01989d3e-6c1a-7b4e-8a55-2f6c1d7e9b02';
const TODAY = '2026-03-02';

describe('the one form in which a subject is stored', () => {
  it('abuse 28: full-width digits, odd dots, spaces, invisible characters and upper-case ids come to the same', () => {
    const person = anIndividualForm(A).responsible;
    const odd = { ...person, name: ' 买买提•吐尔逊 ', certificateNumber: ' ４２０１０６ ' + person.certificateNumber.slice(6), mobile: '+86 139-7102-0151' };
    expect(normalizeForm(anIndividualForm(A.toUpperCase(), 1, { responsible: odd }))).toEqual(anIndividualForm(A, 1, { responsible: { ...person, name: '买买提·吐尔逊' } }));
    const unit = normalizeForm(aUnitForm(A, B, { name: ' 华为\u200b终端 (东莞) 有限公司 ', certificateNumber: '91441900-0585344943', leader: '陈 志航' }));
    expect(unit).toMatchObject({ name: '华为终端（东莞）有限公司', certificateNumber: '914419000585344943', leader: '陈志航' });
    expect(nameOf(normalizeForm(aUnitForm(A, B, { name: 'Acme Trading  Ltd 北京代表处' })))).toBe('Acme Trading Ltd北京代表处');
  });

  it('what is normal stays as it is', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 999 }), fc.boolean(), (serial, unit) => {
      const once = normalizeForm(unit ? aUnitForm(A, B) : anIndividualForm(A, serial));
      expect(normalizeForm(once)).toEqual(once);
    }));
  });
});

describe('what a form says', () => {
  it('SUB-02, SUB-03 a unit has its own name and number, an individual those of the person', () => {
    const [unit, person] = [aUnitForm(A, B), anIndividualForm(A, 7)];
    expect([nameOf(unit), certificateOf(unit), typeOf(unit), personNumbersOf(unit)]).toEqual(['华为终端有限公司', '914419000585344943', 'enterprise', [aResidentId(2)]]);
    expect([nameOf(person), certificateOf(person), typeOf(person), personNumbersOf(person)]).toEqual(['温如玉', aResidentId(7), 'individual', [aResidentId(7)]]);
    expect([imagesOf(unit).map(({ field }) => field), imagesOf(person).map(({ field }) => field)]).toEqual([['data.images.licence', 'data.images.openerId'], ['data.images.openerId']]);
  });

  it('SUB-26, SUB-27 faults carry the path in the request; a sound form has none', () => {
    expect(checkForm(aUnitForm(A, B), TODAY)).toEqual({ faults: [], warnings: [] });
    expect(checkForm(anIndividualForm(A), TODAY)).toEqual({ faults: [], warnings: [] });
    const { faults } = checkForm(aUnitForm(A, B, { name: '张三', certificateNumber: aResidentId(3) }), TODAY);
    expect(faults.map(({ field }) => field)).toEqual(['data.name', 'data.certificateNumber']);
  });
});
