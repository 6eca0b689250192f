import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { changedSubjectFields, fieldsToFollow } from './change.ts';

const responsible = { name: '张三', certificateType: 'resident_id', certificateNumber: '500101199003070014', validUntil: null, mobile: '13812345678', email: 'a@example.cn', residence: '万州区某街道12号', officePhone: '023-63128888' };
const unit = {
  nature: 'unit', type: 'enterprise', name: '重庆某某科技有限公司', certificateNumber: '91500000MA0000007X', leader: '李四', region: '500101', address: '万州区某街道12号',
  responsible, images: { licence: 'a', openerId: 'b' },
};

describe('a change of a subject', () => {
  it('OPN-07 names each field that differs by its path, in the form’s order', () => {
    const changed = { ...unit, images: { licence: 'c', openerId: 'b' }, responsible: { ...responsible, validUntil: '2031-03-07', mobile: '13912345678' }, address: '万州区某街道34号', name: '重庆某某网络有限公司' };
    expect(changedSubjectFields(unit, changed)).toEqual(['subject.name', 'subject.address', 'subject.responsible.validUntil', 'subject.responsible.mobile', 'subject.images.licence']);
  });

  it('takes what is left out, empty or unticked for the same', () => {
    expect(changedSubjectFields(unit, { ...unit, nationalLevel: false, explanation: '', operationRegion: undefined })).toEqual([]);
    expect(changedSubjectFields(unit, { ...unit, nationalLevel: true })).toEqual(['subject.nationalLevel']);
    expect(changedSubjectFields({ ...unit, nationalLevel: true, explanation: '说明' }, unit)).toEqual(['subject.nationalLevel', 'subject.explanation']);
  });

  it('leads to the filings when they repeat what has changed, and only then', () => {
    expect(fieldsToFollow(['subject.name', 'subject.address', 'subject.leader', 'subject.responsible.mobile', 'subject.images.licence'])).toEqual(['subject.name', 'subject.responsible.mobile']);
    expect(fieldsToFollow(['subject.address', 'subject.leader', 'subject.explanation', 'subject.images.licence'])).toEqual([]);
  });

  it('is as long one way as the other, and none where nothing differs', () => {
    const form = fc.record({ name: fc.string(), region: fc.string(), nationalLevel: fc.boolean(), responsible: fc.record({ mobile: fc.string(), validUntil: fc.option(fc.string()) }), images: fc.record({ openerId: fc.string() }) }, { requiredKeys: ['responsible', 'images'] });
    fc.assert(fc.property(form, form, (one, other) => {
      expect(changedSubjectFields(one, structuredClone(one))).toEqual([]);
      expect(changedSubjectFields(one, other)).toEqual(changedSubjectFields(other, one));
    }));
  });
});
