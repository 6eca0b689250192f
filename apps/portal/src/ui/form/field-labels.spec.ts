import { describe, expect, it } from '@jest/globals';
import { fieldLabel } from './field-labels.ts';

describe('names of fields', () => {
  it('REV-12 say in words what a reason is about', () => {
    expect(fieldLabel('website.name')).toBe('网站名称');
    expect(fieldLabel('website.manager.name')).toBe('网站负责人 · 姓名');
    expect(fieldLabel('subject.name')).toBe('开办主体 · 单位名称');
    expect(fieldLabel('subject.responsible.name')).toBe('开办主体 · 负责人 · 姓名');
  });

  it('count the rows of lists from one', () => {
    expect(fieldLabel('data.domains.1')).toBe('域名 · 第2项');
    expect(fieldLabel(['ipRanges', 0, 'start'])).toBe('IP地址 · 第1项 · 起始IP');
  });

  it('tell a provider’s name from a site’s', () => {
    expect(fieldLabel('accessProvider.name')).toBe('网络接入服务商 · 名称');
  });
});
