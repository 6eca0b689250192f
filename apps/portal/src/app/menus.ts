import { OFFICER_ROLES } from '@beian/contracts/principal';
import type { SessionView } from '@beian/contracts/identity/api';
import { OBJECT_LABELS, applicationLabel, type ObjectKind } from '@beian/rules/lifecycle/labels';
import { startAddress } from '../features/filing-form/addresses.ts';
import { OBJECTS, managedAddress, managedLabel, ownListAddress, ownListLabel } from '../features/filings/filing-lists.ts';

export interface MenuEntry {
  readonly path: string;
  readonly label: string;
}
export interface MenuGroup {
  readonly label: string;
  readonly entries: readonly MenuItem[];
  /** Begins folded, as it is one of many; it opens where the page stands. */
  readonly folded?: true;
}
export type MenuItem = MenuEntry | MenuGroup;

/** HOM-14, HOM-21, HOM-38: what can be done with a kind of filing now; change, cancellation, unfiled sites and claims join with their features. */
const business = (object: ObjectKind): MenuGroup => ({
  label: `${OBJECT_LABELS[object]}业务`,
  entries: [{ path: startAddress(object), label: applicationLabel(object, 'new') }, { path: managedAddress(object), label: managedLabel(object) }],
  ...(object !== 'website' && { folded: true }),
});

/** HOM-13..38: the one tree of everything that an applicant can do. */
const APPLICANT: readonly MenuItem[] = [
  { path: '/home', label: '系统首页' },
  { label: '开办主体管理', entries: [{ path: '/subjects/new', label: '新增主体' }, { path: '/subjects', label: '我的主体' }] },
  { label: '业务办理', entries: OBJECTS.map(business) },
  { label: '我的', entries: [
    { path: '/applications', label: '我的申请' },
    { path: '/drafts', label: '我的草稿' },
    ...OBJECTS.map((object) => ({ path: ownListAddress(object), label: ownListLabel(object) })),
    { path: '/messages', label: '系统通知' },
    { path: '/account', label: '账号与安全' },
  ] },
  { label: '安全评估', entries: [{ path: '/assessments', label: '历史安全评估' }] },
];
const OFFICER: readonly MenuEntry[] = [{ path: '/desk', label: '审核工作台' }];
const LEAVES: readonly MenuEntry[] = [{ path: '/leaves', label: '请假代理' }];
const ADMINISTRATOR: readonly MenuEntry[] = [{ path: '/admin/officers', label: '人员管理' }, { path: '/admin/bureaus', label: '单位管理' }, { path: '/admin/roles', label: '角色权限' }, { path: '/admin/rules', label: '规则管理' }, { path: '/admin/providers', label: '服务商目录' }];
const CYBERSPACE: readonly MenuEntry[] = [{ path: '/area-assessments', label: '本地区安全评估' }];
const AUDITOR: readonly MenuEntry[] = [{ path: '/audit', label: '备案审计' }];
const INBOX: readonly MenuEntry[] = [{ path: '/messages', label: '系统通知' }, { path: '/account', label: '账号与安全' }];

export function menuOf(session: SessionView): readonly MenuItem[] {
  if (session.kind === 'applicant') return APPLICANT;
  return [
    ...(session.roles.some((role) => OFFICER_ROLES.includes(role)) ? OFFICER : []),
    ...(session.roles.includes('auditor') ? AUDITOR : []),
    ...(session.roles.includes('administrator') ? ADMINISTRATOR : []),
    ...(session.roles.some((role) => role === 'supervisor' || role === 'administrator') ? LEAVES : []),
    ...(session.roles.includes('cyberspace') ? CYBERSPACE : []),
    ...INBOX,
  ];
}

/** The entry that a page belongs to: the longest path that the address starts with. */
export function entryOf(pathname: string, menu: readonly MenuItem[]): string | undefined {
  const own = PAGES.find(([pattern]) => pattern.test(pathname))?.[1] ?? pathname;
  return pathsIn(menu).filter((path) => own === path || own.startsWith(`${path}/`)).sort((one, other) => other.length - one.length)[0];
}

// Pages of websites, and drafts of subjects, lie beside, not below, the entry that leads to them.
const PAGES: readonly (readonly [RegExp, string])[] = [[/^\/websites\//, startAddress('website')], [/^\/subjects\/drafts\//, '/subjects/new']];

const pathsIn = (menu: readonly MenuItem[]): string[] => menu.flatMap((item) => ('entries' in item ? pathsIn(item.entries) : [item.path]));

/** Labels of the groups that are open when the menu is first drawn. */
export function openGroups(menu: readonly MenuItem[], entry: string | undefined): string[] {
  return menu.flatMap((item) => {
    if (!('entries' in item)) return [];
    const holdsEntry = entry !== undefined && pathsIn(item.entries).includes(entry);
    return [...(item.folded === true && !holdsEntry ? [] : [item.label]), ...openGroups(item.entries, entry)];
  });
}
