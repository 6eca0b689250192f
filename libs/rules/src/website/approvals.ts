import { APPROVALS, isApprovalKind, type ApprovalKind } from '../naming/approvals.ts';
import { refuse, type Finding } from '../result.ts';

/** A ticked pre-approval with the upload that shows its licence. */
export interface GivenApproval {
  readonly kind: string;
  readonly image?: string | undefined;
}

/** WEB-19, MIN-14, MIN-21: each ticked kind once, each with its own picture. `field` is the path of the list. */
export function checkApprovals(approvals: readonly GivenApproval[], field = 'approvals'): Finding[] {
  return approvals.flatMap((approval, index) => {
    const path = `${field}.${index}`;
    if (!isApprovalKind(approval.kind)) return [refuse('approval.kind', '请选择前置许可种类', path, { rule: 'NAM-27' })];
    const { label } = APPROVALS[approval.kind];
    if (approvals.findIndex((other) => other.kind === approval.kind) < index) {
      return [refuse('approval.repeated', `前置许可“${label}”重复`, path, { rule: 'NAM-27' })];
    }
    if (isBlank(approval.image)) return [refuse('approval.image', `请上传“${label}”的许可截图`, `${path}.image`, { rule: 'MIN-14' })];
    const shared = approvals.findIndex((other) => other.image === approval.image) < index;
    return shared ? [refuse('approval.image-shared', `“${label}”须有自己的许可截图`, `${path}.image`, { rule: 'MIN-14' })] : [];
  });
}

/** TV-39, MIN-20: what counts after 相关前置许可 was answered; 否 drops whatever was uploaded before. */
export function keptApprovals<T extends GivenApproval>(involved: boolean, approvals: readonly T[]): T[] {
  return involved ? [...approvals] : [];
}

/** The approvals that lift a naming rule: ticked and uploaded (OPN-15). */
export function evidencedApprovals(approvals: readonly GivenApproval[]): ApprovalKind[] {
  return approvals.filter((approval) => !isBlank(approval.image)).map((approval) => approval.kind).filter(isApprovalKind);
}

const isBlank = (text: string | undefined): boolean => (text ?? '').trim() === '';
