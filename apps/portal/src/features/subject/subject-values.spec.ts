import { describe, expect, it } from '@jest/globals';
import { checkSubjectValues, toSubjectData } from './subject-values.ts';

const refused = (values: Parameters<typeof checkSubjectValues>[0]): string[] =>
  checkSubjectValues(values).filter(({ level }) => level === 'refuse').map(({ path }) => path.join('.'));

describe('the subject form', () => {
  it('SUB-10 asks for the nature first', () => {
    expect(refused({})).toContain('nature');
  });

  it('SUB-03 asks an individual for the responsible person only', () => {
    expect(refused({ nature: 'individual' })).toEqual(expect.arrayContaining(['region', 'responsible.name', 'images.openerId']));
    expect(refused({ nature: 'individual' })).not.toContain('leader');
  });

  it('SUB-14 asks a unit for the picture of its certificate', () => {
    expect(refused({ nature: 'unit', type: 'enterprise' })).toContain('images.licence');
  });

  it('SUB-02 sends no unit fields after the nature was changed to 个人', () => {
    expect(toSubjectData({ nature: 'individual', name: '某公司', leader: '张三' })).not.toHaveProperty('name');
  });
});
