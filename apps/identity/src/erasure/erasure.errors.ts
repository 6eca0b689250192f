import type { ErasureObstacle } from '@beian/contracts/identity/erasure';
import { defineError, DomainError } from '@beian/kit/errors/domain-error';

/** 403: an officer's account is the bureau's and ends with the office (dismissal); what its holder did is on record for good. */
export const accountOfOffice = defineError('account.of_office', 403, '工作人员账号由所在单位管理，免职后停用，不能自行注销');

/** 409: a website is under review or filed; each field says which and what to do first. */
export function accountHolds(obstacles: readonly ErasureObstacle[]): DomainError {
  const fields = obstacles.map(({ kind, message }, index) => ({ field: `obstacles.${index}`, code: `account.holds_${kind}`, message }));
  return new DomainError('account.holds', 409, '账号名下还有正在办理或已备案的网站，请先处理后再注销账号', fields);
}

/** 409: nothing but the sign-on itself shows who the owner is, and it was too long ago. */
export function signOnTooOld(): DomainError {
  const message = '请退出登录后重新登录，并在10分钟内注销账号';
  return new DomainError('account.sign_on_again', 409, message, [{ field: 'by', code: 'account.sign_on_again', message }]);
}

/** 422: the account has nothing to be proven by in this way. */
export function proofMissing(): DomainError {
  const message = '该账号不能用这种方式确认，请刷新页面后重试';
  return new DomainError('account.proof_missing', 422, message, [{ field: 'by', code: 'account.proof_missing', message }]);
}
