import type { FieldProblem } from '@beian/contracts/problem';

/** What the platform (or the network) answered instead of a result; `message` is Chinese and meant for people. */
export class ApiError extends Error {
  constructor(
    /** HTTP status; 0 when no answer came at all. */
    readonly status: number,
    readonly code: string,
    message: string,
    readonly fields: readonly FieldProblem[] = [],
    readonly correlation?: string,
  ) {
    super(message);
    this.name = 'ApiError';
  }
}

const BY_STATUS: Readonly<Record<number, string>> = {
  0: '网络连接失败，请检查网络后重试。已填写的内容不会丢失。',
  401: '请先登录',
  403: '您没有权限查看或办理此项内容',
  404: '没有找到对应的内容，可能已被删除，或您无权查看',
  409: '内容已发生变化，请刷新后再试',
  413: '提交的内容过大',
  429: '操作过于频繁，请稍后再试',
  503: '服务暂时不可用，您的操作没有生效，已填写的内容不会丢失，请稍后重试。',
};

/** The sentence for a status that came without one of its own. */
export function statusMessage(status: number): string {
  return BY_STATUS[status] ?? (status >= 500 ? '平台暂时出现问题，请稍后重试' : '请求未能完成，请检查后重试');
}

/** The sentence to show for anything that was thrown. */
export function messageOf(fault: unknown): string {
  return fault instanceof ApiError ? fault.message : '页面出现问题，请刷新后重试';
}

export function hasStatus(fault: unknown, ...statuses: number[]): fault is ApiError {
  return fault instanceof ApiError && statuses.includes(fault.status);
}
