import type { FieldPath } from '../../ui/form/field-path.ts';

/** The four steps (WEB-02). */
export const STEPS = ['开办主体', '网站基本信息', '网站负责人', '提示说明'] as const;
export const LAST_STEP = STEPS.length - 1;

const PERSON_PARTS = ['manager', 'security', 'emergency', 'verified'];

/** The step on which a field stands. */
export function stepOf(path: FieldPath): number {
  const part = String(path[0] ?? '');
  if (part === 'subject') return 0;
  if (part === 'notice') return LAST_STEP;
  return PERSON_PARTS.includes(part) ? 2 : 1;
}
