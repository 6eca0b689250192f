import { z } from 'zod';

type Issue = Parameters<z.core.$ZodErrorMap>[0];

export const REQUIRED = '请填写此项';
const OTHERWISE = '填写的内容不正确，请核对后重新填写';
const FORMATS: Readonly<Record<string, string>> = {
  date: '请填写正确的日期，例如2026-01-05',
  uuid: '所选内容不存在，请重新选择或上传',
  email: '请输入正确的邮箱地址',
  url: '请输入完整网址',
};

/** Whether nothing was sent at all. */
export function isMissing(issue: { code?: string; input?: unknown }): boolean {
  return (issue.code === 'invalid_type' || issue.code === 'invalid_value' || issue.code === 'invalid_union') && issue.input === undefined;
}

/**
 * What people read where a schema has no words of its own: zod's would show them patterns, stored keys and the
 * names of JavaScript's types.
 */
export const chineseSentence: z.core.$ZodErrorMap = (issue) => (isMissing(issue) ? REQUIRED : sentenceOf(issue));

function sentenceOf(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type': return '填写的内容类型不正确，请重新填写';
    case 'invalid_value': return '请从列出的选项中选择';
    case 'invalid_format': return FORMATS[issue.format] ?? '格式不正确，请核对后重新填写';
    case 'too_small': return issue.origin === 'string' && issue.minimum === 1 ? REQUIRED : bound(issue.origin, '至少', '不小于', issue.minimum);
    case 'too_big': return bound(issue.origin, '最多', '不大于', issue.maximum);
    default: return OTHERWISE;
  }
}

function bound(origin: string, count: string, size: string, limit: number | bigint): string {
  if (origin === 'string') return `${count}${limit}字`;
  return origin === 'array' || origin === 'set' || origin === 'map' ? `${count}${limit}项` : `${size}${limit}`;
}
