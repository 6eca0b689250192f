import type { FormRule } from 'antd';
import type { Finding } from '@beian/rules/result';
import type { z } from 'zod';

/** A form rule that says what the contract's schema says. */
export function bySchema(schema: z.ZodType): FormRule {
  return {
    validator: (_rule, value: unknown) => {
      const result = schema.safeParse(value ?? '');
      return result.success ? Promise.resolve() : Promise.reject(new Error(result.error.issues[0]?.message ?? '请填写此项'));
    },
  };
}

/** A form rule that says what a rule of libs/rules refuses. */
export function byRule(check: (value: string) => Finding[]): FormRule {
  return {
    validator: (_rule, value: unknown) => {
      const refused = check(typeof value === 'string' ? value : '').find(({ level }) => level === 'refuse');
      return refused === undefined ? Promise.resolve() : Promise.reject(new Error(refused.message));
    },
  };
}
