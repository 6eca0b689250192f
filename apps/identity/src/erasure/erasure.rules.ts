import type { ErasureObstacle, ErasureProof } from '@beian/contracts/identity/erasure';

/** A website of the account that is under review or filed. */
export interface Holding {
  readonly filing: string;
  readonly siteName: string;
  readonly application: string | null;
  readonly filed: boolean;
  readonly subject: string | null;
  /** Null for a natural person, whose name is known here to nobody. */
  readonly unitName: string | null;
}

/** What has to be done first: every website, then every subject that such a website stands under. */
export function obstaclesOf(holdings: readonly Holding[]): ErasureObstacle[] {
  const websites = holdings.map(({ filing, siteName, application, filed }): ErasureObstacle =>
    application === null || filed
      ? { kind: 'filing', id: filing, message: `网站“${siteName}”已备案：请先办理注销备案，待审核通过后再注销账号` }
      : { kind: 'application', id: application, message: `网站“${siteName}”正在办理：请先撤回该申请，或等待办结后办理注销备案` });
  const subjects = new Map(holdings.flatMap(({ subject, unitName }) => (subject === null ? [] : [[subject, unitName] as const])));
  return [
    ...websites,
    ...[...subjects].map(([id, unitName]): ErasureObstacle => ({ kind: 'subject', id, message: `${unitName === null ? '个人主体' : `主体“${unitName}”`}名下还有正在办理或已备案的网站：请先按上面的提示处理这些网站` })),
  ];
}

/** What the account has that can show its owner again. */
export interface Standing {
  readonly password: boolean;
  readonly mobile: boolean;
  /** The session was opened by single sign-on a moment ago. */
  readonly fresh: boolean;
}

/** How the owner may confirm; none for an account of single sign-on alone whose session is no longer fresh. */
export function proofsOf({ password, mobile, fresh }: Standing): ErasureProof[] {
  const own: ErasureProof[] = [...(password ? (['password'] as const) : []), ...(mobile ? (['code'] as const) : [])];
  return own.length === 0 && fresh ? ['sign_on'] : own;
}
