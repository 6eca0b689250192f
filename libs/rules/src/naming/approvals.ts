/** Pre-approvals (NAM-20..26) and the special bulletin-board approval (NAM-28), with the authority that gives each. */
export const APPROVALS = {
  news: { label: '新闻', authority: '省委宣传部' },
  publishing: { label: '出版', authority: '省出版局' },
  education: { label: '教育', authority: '省教育厅' },
  health: { label: '卫生', authority: '省卫生厅' },
  drugs: { label: '药监', authority: '省食品药品监管局' },
  culture: { label: '文化', authority: '省文化厅' },
  broadcast: { label: '广电', authority: '省广电厅' },
  bulletin: { label: '电子公告', authority: '省通信管理局' },
} as const;

export type ApprovalKind = keyof typeof APPROVALS;

export function isApprovalKind(kind: string): kind is ApprovalKind {
  return Object.hasOwn(APPROVALS, kind);
}
