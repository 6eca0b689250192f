import { describe, expect, it } from '@jest/globals';
import { actionLabel, refusalLabel, valueText } from './record-words.ts';

describe('records in words', () => {
  it('U30 name an action in Chinese, and keep one that is not known', () => {
    expect(actionLabel('application.approve')).toBe('申请：审核通过');
    expect(actionLabel('subject_change.submit')).toBe('主体变更：提交');
    expect(actionLabel('review.open')).toBe('主体审核：开始');
    expect(actionLabel('review.take')).toBe('主体审核：受理');
    expect(actionLabel('filing.subject_changed')).toBe('备案：主体已变更');
    expect(actionLabel('matter.unknown')).toBe('matter.unknown');
  });

  it('give the sentence of a refusal beside its code', () => {
    expect(refusalLabel('case.own-case')).toBe('该申请与您本人有关，应当回避（case.own-case）');
    expect(refusalLabel('other.code')).toBe('other.code');
  });

  it('show of a personal value only that it is there', () => {
    expect(valueText({ commitment: 'a'.repeat(64) })).toBe(`已加密（摘要 ${'a'.repeat(12)}…）`);
    expect(valueText(null)).toBe('无');
    expect(valueText('in_review')).toBe('审核中');
    expect(valueText(['website.name'], 'fields')).toBe('网站名称');
    expect(valueText(['example.com'], 'domains')).toBe('example.com');
  });
});
