import { OFFICER_ROLES } from '@beian/contracts/principal';
import type { SessionView } from '@beian/contracts/identity/api';

export interface MenuEntry {
  readonly path: string;
  readonly label: string;
}
export interface MenuGroup {
  readonly label: string;
  readonly entries: readonly MenuEntry[];
}

/** HOM-13..34: only what can be done now; other kinds of filing join when they are there. */
const APPLICANT: readonly (MenuEntry | MenuGroup)[] = [
  { path: '/home', label: '系统首页' },
  { label: '开办主体管理', entries: [{ path: '/subjects/new', label: '新增主体' }, { path: '/subjects', label: '我的主体' }] },
  { label: '网站业务', entries: [{ path: '/websites/new', label: '新办网站申请' }, { path: '/filings', label: '我的网站' }] },
  { label: '我的', entries: [{ path: '/applications', label: '我的申请' }, { path: '/drafts', label: '我的草稿' }, { path: '/messages', label: '系统通知' }, { path: '/account', label: '账号与安全' }] },
  { label: '安全评估', entries: [{ path: '/assessments', label: '历史安全评估' }] },
];
const OFFICER: readonly MenuEntry[] = [{ path: '/desk', label: '审核工作台' }];
const LEAVES: readonly MenuEntry[] = [{ path: '/leaves', label: '请假代理' }];
const ADMINISTRATOR: readonly MenuEntry[] = [{ path: '/admin/officers', label: '人员管理' }, { path: '/admin/bureaus', label: '单位管理' }, { path: '/admin/roles', label: '角色权限' }, { path: '/admin/rules', label: '规则管理' }, { path: '/admin/providers', label: '服务商目录' }];
const CYBERSPACE: readonly MenuEntry[] = [{ path: '/area-assessments', label: '本地区安全评估' }];
const AUDITOR: readonly MenuEntry[] = [{ path: '/audit', label: '备案审计' }];
const INBOX: readonly MenuEntry[] = [{ path: '/messages', label: '系统通知' }, { path: '/account', label: '账号与安全' }];

export function menuOf(session: SessionView): readonly (MenuEntry | MenuGroup)[] {
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
export function entryOf(pathname: string, menu: readonly (MenuEntry | MenuGroup)[]): string | undefined {
  const paths = menu.flatMap((item) => ('entries' in item ? item.entries.map(({ path }) => path) : [item.path]));
  return paths.filter((path) => pathname === path || pathname.startsWith(`${path}/`)).sort((one, other) => other.length - one.length)[0];
}
