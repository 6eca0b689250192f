import { conflict, type DomainError } from './domain-error.ts';

/** Unique, foreign-key and exclusion violations: row security does not hold for them, so they know of rows that nobody may see. */
const CLASHES = /^23(503|505|P01)$/;

/**
 * What a violated key is answered with where no service has said something better: one 409 for all of them, without the
 * name of table, key or value, so that nothing is learnt of what exists (abuse case 4). Undefined for any other error.
 */
export function clashOf(error: unknown): DomainError | undefined {
  const { driverError, code } = (error ?? {}) as { driverError?: { code?: unknown }; code?: unknown };
  const state = driverError?.code ?? code;
  return typeof state === 'string' && CLASHES.test(state) ? conflict('record.conflict', '提交的内容与已有数据冲突，请刷新后重试') : undefined;
}
