import { describe, expect, it } from '@jest/globals';
import { applicationLabel, stageLabel, type ObjectKind } from './labels.ts';
import type { ApplicationKind, Stage } from './stages.ts';

describe('the words of the guides', () => {
  it.each<[string, ObjectKind, ApplicationKind, string]>([
    ['HOM-57 a new website', 'website', 'new', '新办网站申请'],
    ['HOM-57 a changed website', 'website', 'change', '网站信息变更'],
    ['HOM-57 a cancelled website', 'website', 'cancel', '网站注销申请'],
    ['HOM-57 a new mini-program', 'mini_program', 'new', '新增小程序'],
    ['HOM-57 a changed mini-program', 'mini_program', 'change', '变更小程序'],
    ['HOM-57 a cancelled mini-program', 'mini_program', 'cancel', '注销小程序'],
  ])('%s is called so in 我的申请', (_what, object, kind, words) => {
    expect(applicationLabel(object, kind)).toBe(words);
  });

  it.each<[string, Stage, ApplicationKind, string]>([
    ['HOM-58 a draft', 'draft', 'new', '草稿'],
    ['HOM-58 waiting for review', 'submitted', 'new', '等待审核'],
    ['HOM-58 returned', 'returned', 'new', '退回'],
    ['HOM-58 initial review finished', 'initial_passed', 'new', '初步审核完成'],
    ['HOM-58 filed', 'approved', 'new', '已备案'],
    ['HOM-58 cancellation finished', 'approved', 'cancel', '注销完成'],
    ['HOM-58 not passed', 'refused', 'new', '不通过'],
  ])('%s is called so on lists', (_what, stage, kind, words) => {
    expect(stageLabel(stage, kind)).toBe(words);
  });
});
