import type { Role } from '@beian/contracts/principal';

const KINDS: Readonly<Record<string, string>> = { applicant: '申请人', platform: '平台', anonymous: '访客', officer: '民警' };
const ROLES: Readonly<Record<Role, string>> = {
  applicant: '申请人', reviewer: '初审员', inspector: '面审检查员', supervisor: '领导', auditor: '审计员', administrator: '管理员', operator: '运维员', cyberspace: '网信人员',
};

/** Whose names are personal data are called by office and role; the account's id stands beside it. */
export function actorLabel(kind: string, bureau: string | null, roles: readonly Role[] | null): string {
  if (kind !== 'officer') return KINDS[kind] ?? kind;
  const role = roles === null || roles.length === 0 ? KINDS['officer']! : roles.map((each) => ROLES[each]).join('、');
  return bureau === null ? role : `${bureau} ${role}`;
}
