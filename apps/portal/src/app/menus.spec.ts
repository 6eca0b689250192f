import { describe, expect, it } from '@jest/globals';
import type { SessionView } from '@beian/contracts/identity/api';
import { entryOf, menuOf, openGroups, type MenuItem } from './menus.ts';

const MENU = menuOf({ kind: 'applicant', roles: [] } as unknown as SessionView);

function below(items: readonly MenuItem[], ...groups: readonly string[]): readonly MenuItem[] {
  return groups.reduce<readonly MenuItem[]>((at, label) => at.flatMap((item) => ('entries' in item && item.label === label ? item.entries : [])), items);
}
const labels = (...groups: readonly string[]): string[] => below(MENU, ...groups).map(({ label }) => label);
function leaves(items: readonly MenuItem[]): { path: string; label: string }[] {
  return items.flatMap((item) => ('entries' in item ? leaves(item.entries) : [item]));
}

const pathOf = (label: string): string | undefined => leaves(MENU).find((entry) => entry.label === label)?.path;

describe('the applicant’s menu', () => {
  it('HOM-13 holds every business under 业务办理', () => {
    expect(labels('业务办理')).toEqual(['网站业务', '小程序业务', 'APP业务', '应用市场业务', '服务商业务']);
  });
  it('HOM-14 has 网站业务', () => {
    expect(labels('业务办理', '网站业务')).toContain('新办网站申请');
  });
  it('HOM-20 has 已备案网站', () => {
    expect(labels('业务办理', '网站业务')).toContain('已备案网站');
  });
  it('HOM-21 has 小程序业务', () => {
    expect(labels('业务办理', '小程序业务')).toEqual(['新增小程序', '管理小程序']);
  });
  it('HOM-38 has the siblings built alike', () => {
    expect(labels('业务办理', 'APP业务')).toEqual(['新增APP', '管理APP']);
    expect(labels('业务办理', '应用市场业务')).toEqual(['新增应用市场', '管理应用市场']);
    expect(labels('业务办理', '服务商业务')).toEqual(['新增服务商', '管理服务商']);
  });
  it('HOM-39 has of the website business what can be done now', () => {
    expect(labels('业务办理', '网站业务')).toEqual(['新办网站申请', '已备案网站']);
  });
  it('HOM-15 leads 新办网站申请 to the wizard', () => {
    expect(pathOf('新办网站申请')).toBe('/websites/new');
  });
  it('MIN-02 leads 新增小程序 and 管理小程序 to pages of their own', () => {
    expect([pathOf('新增小程序'), pathOf('管理小程序')]).toEqual(['/apply/mini_program', '/manage/mini_program']);
  });
  it('HOM-28 has 我的网站 under 我的', () => {
    expect(labels('我的')).toContain('我的网站');
  });
  it('HOM-30 has 我的申请', () => {
    expect(labels('我的')).toContain('我的申请');
  });
  it('HOM-31 has 系统通知', () => {
    expect(labels('我的')).toContain('系统通知');
  });
  it('HOM-32 has 我的主体', () => {
    expect(labels('开办主体管理')).toContain('我的主体');
  });
  it('HOM-33 has 开办主体管理, where a subject is applied for', () => {
    expect(labels('开办主体管理')).toContain('新增主体');
  });

  it('leads each page to one entry', () => {
    const paths = leaves(MENU).map(({ path }) => path);
    expect(new Set(paths).size).toBe(paths.length);
    expect(entryOf('/apply/app/drafts/1', MENU)).toBe('/apply/app');
    expect(entryOf('/websites/drafts/1', MENU)).toBe('/websites/new');
    expect(entryOf('/subjects/drafts/1', MENU)).toBe('/subjects/new');
    expect(entryOf('/filings/of/provider', MENU)).toBe('/filings/of/provider');
  });

  it('HOM-50 folds the businesses but the one that the page belongs to', () => {
    expect(openGroups(MENU, '/home')).not.toContain('APP业务');
    expect(openGroups(MENU, '/apply/app')).toContain('APP业务');
  });
});
