import { describe, expect, it } from '@jest/globals';
import { phrasesFor, returnFault, withField } from './return-draft.ts';

describe('returning a case', () => {
  it('REV-12 cannot be sent without a field, nor without words', () => {
    expect(returnFault([])).toBeDefined();
    expect(returnFault([{ field: 'website.name', text: ' ' }])).toBeDefined();
    expect(returnFault([{ field: 'website.name', text: '名称与主体不符' }])).toBeUndefined();
  });

  it('names a field once', () => {
    expect(withField(withField([], 'website.name'), 'website.name')).toEqual([{ field: 'website.name', text: '' }]);
  });

  it('U23 offers phrases for each field', () => {
    expect(phrasesFor('website.manager.idImage')).toContain('证件照片不清晰，请重新上传');
    expect(phrasesFor('subject.address').length).toBeGreaterThan(0);
  });
});
