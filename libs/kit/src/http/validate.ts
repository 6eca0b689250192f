import type { FieldProblem } from '@beian/contracts/problem';
import { z } from 'zod';
import { invalidInput } from '../errors/domain-error.ts';
import { findHostile, MOST_FAULTS } from './hostile-input.ts';
import { chineseSentence, isMissing } from './sentences.ts';

type Issue = z.core.$ZodIssue;

/** Objects refuse unknown keys at the top level; schemas of `@beian/contracts` say so themselves for what lies deeper. */
function strict<T extends z.ZodType>(schema: T): T {
  return schema instanceof z.ZodObject && schema.def.catchall === undefined ? (schema.strict() as unknown as T) : schema;
}

/**
 * Parses input from outside; throws `input.invalid` (422) that names the faulty fields, a hundred at most, as `a.b.0.c`. A schema's own
 * check may set the stable code of a field by `params: { code }`.
 */
export function parseInput<T>(schema: z.ZodType<T>, input: unknown, prefix?: string): T {
  const hostile = findHostile(input, prefix);
  if (hostile.length > 0) throw invalidInput(hostile);
  const parsed = strict(schema).safeParse(input, { error: chineseSentence, reportInput: true });
  if (parsed.success) return parsed.data;
  throw invalidInput(parsed.error.issues.slice(0, MOST_FAULTS).flatMap((issue) => problemsOf(issue, prefix)).slice(0, MOST_FAULTS));
}

function problemsOf(issue: Issue, prefix: string | undefined): FieldProblem[] {
  const at = (...more: PropertyKey[]): string => [...(prefix === undefined ? [] : [prefix]), ...issue.path, ...more].map(String).join('.');
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => ({ field: at(key), code: 'unrecognized_key', message: '不支持的字段' }));
  return [{ field: at(), code: codeOf(issue), message: issue.message }];
}

function codeOf(issue: Issue): string {
  if (isMissing(issue)) return 'required';
  const own = issue.code === 'custom' ? (issue.params?.['code'] as unknown) : undefined;
  return typeof own === 'string' ? own : issue.code;
}
