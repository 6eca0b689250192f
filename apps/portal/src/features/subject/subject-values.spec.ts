import { describe, expect, it } from '@jest/globals';
import { checkSubjectValues, toSubjectData, type SubjectValues } from './subject-values.ts';

const refused = (values: Parameters<typeof checkSubjectValues>[0]): string[] =>
  checkSubjectValues(values).filter(({ level }) => level === 'refuse').map(({ path }) => path.join('.'));

describe('the subject form', () => {
  it('SUB-10 asks for the nature first', () => {
    expect(refused({})).toContain('nature');
  });

  it('SUB-01 takes 个人 or 单位 and no third', () => {
    expect([undefined, 'individual', 'unit', 'family'].map((nature) => refused({ nature } as SubjectValues).includes('nature'))).toEqual([true, false, false, true]);
  });

  it('SUB-04 goes on with none but one of the five types of unit, an individual having none', () => {
    const types = ['enterprise', 'military', 'government', 'institution', 'association', undefined, 'individual', '企业'];
    expect(types.map((type) => refused({ nature: 'unit', type } as SubjectValues).includes('type'))).toEqual([false, false, false, false, false, true, true, true]);
    expect(refused({ nature: 'individual' })).not.toContain('type');
  });

  it('SUB-06 refuses every item that is marked with the star while it is empty', () => {
    const person = ['name', 'certificateType', 'certificateNumber', 'validUntil', 'mobile', 'email', 'residence', 'officePhone'].map((key) => `responsible.${key}`);
    expect([...new Set(refused({ nature: 'individual' }))].sort()).toEqual(['region', 'images.openerId', ...person].sort());
    expect([...new Set(refused({ nature: 'unit' }))].sort()).toEqual(['type', 'name', 'certificateNumber', 'leader', 'region', 'address', 'images.licence', 'images.openerId', ...person].sort());
  });

  it('SUB-03 asks an individual for the responsible person only', () => {
    expect(refused({ nature: 'individual' })).toEqual(expect.arrayContaining(['region', 'responsible.name', 'images.openerId']));
    expect(refused({ nature: 'individual' })).not.toContain('leader');
  });

  it('SUB-14 asks a unit for the picture of its certificate', () => {
    expect(refused({ nature: 'unit', type: 'enterprise' })).toContain('images.licence');
  });

  it('OPN-70 sends what a unit declares of itself, and of an individual nothing', () => {
    const declared = { nationalLevel: true, governmentAuthorised: false };
    expect(toSubjectData({ nature: 'unit', ...declared })).toMatchObject({ nationalLevel: true });
    expect(toSubjectData({ nature: 'unit', ...declared })).not.toHaveProperty('governmentAuthorised');
    expect(toSubjectData({ nature: 'individual', ...declared })).not.toHaveProperty('nationalLevel');
  });

  it('SUB-02 sends no unit fields after the nature was changed to 个人', () => {
    expect(toSubjectData({ nature: 'individual', name: '某公司', leader: '张三' })).not.toHaveProperty('name');
  });
});
