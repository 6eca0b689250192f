import { refuse, warn, type Finding } from '../result.ts';
import { duplicateKey, isForumHost, registrableDomain, toALabel, toULabel } from './hosts.ts';

/** A host on record, with the subject it belongs to. */
export interface KnownHost {
  readonly host: string;
  readonly subjectId: string;
}

/** What is said for a domain with bbs in it: the filing of the bulletin board, or a written explanation that the officer judges (OPN-66). */
export interface ForumEvidence {
  readonly approved: boolean;
  readonly explained: boolean;
}

/** WEB-11, S7, NAM-29: each domain of a site, main domain first. `field` is the path of the list. */
export function checkDomains(hosts: readonly string[], evidence: ForumEvidence, field = 'domains'): Finding[] {
  const seen = new Map<string, number>();
  return hosts.flatMap((text, index) => {
    const path = `${field}.${index}`;
    const host = toALabel(text);
    if (text.trim() === '') return [refuse('domain.blank', '请填写域名', path, { rule: 'WEB-11' })];
    if (host === undefined) return [refuse('domain.format', '域名格式不正确，请只填写域名，不要带http://、端口或路径', path, { rule: 'WEB-11' })];
    if (registrableDomain(host) === undefined) return [refuse('domain.suffix', '不是可注册的域名，请核对域名后缀', path, { rule: 'WEB-11' })];
    const key = duplicateKey(host);
    const first = seen.get(key);
    if (first !== undefined) return [refuse('domain.repeated', `与第${first + 1}个域名重复`, path, { rule: 'S7' })];
    seen.set(key, index);
    return isForumHost(host) ? forum(host, evidence, path) : [];
  });
}

/**
 * S7 against other records: the same host but for www. is a duplicate, the same registrable domain under another subject
 * is worth a warning. `subjectId` is the asking subject's.
 */
export function checkAgainstKnown(host: string, subjectId: string, known: readonly KnownHost[], field: string): Finding[] {
  const key = duplicateKey(host);
  if (known.some((other) => duplicateKey(other.host) === key)) {
    return [refuse('domain.duplicate', '该域名已提交备案申请，请在待审核或已备案网站中查看', field, { rule: 'OPN-22' })];
  }
  const domain = registrableDomain(host);
  const shared = domain !== undefined && known.some((other) => other.subjectId !== subjectId && registrableDomain(other.host) === domain);
  return shared ? [warn('domain.shared', `同一注册域名“${toULabel(domain)}”下已有其他主体的备案，请核对`, field, { rule: 'S7' })] : [];
}

function forum(host: string, { approved, explained }: ForumEvidence, path: string): Finding[] {
  const detail = { rule: 'NAM-29', hit: toULabel(host) } as const;
  const flagged = warn('domain.forum', '域名含有“bbs”，视为论坛类交互式网站', path, { ...detail, ...(!approved && { explain: true }) });
  if (approved || explained) return [flagged];
  return [flagged, refuse('domain.forum-evidence', '域名含有“bbs”，须提供省通信管理局电子公告专项备案证明或书面说明', path, { ...detail, rule: 'NAM-30' })];
}
