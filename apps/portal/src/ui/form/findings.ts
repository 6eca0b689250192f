import type { Finding } from '@beian/rules/result';
import type { z } from 'zod';
import { isWithin, parseFieldPath, pathKey, type FieldPath } from './field-path.ts';

/** A finding together with the form's path of its field. */
export interface PlacedFinding extends Finding {
  readonly path: FieldPath;
}

export function place(findings: readonly Finding[]): PlacedFinding[] {
  return findings.map((finding) => ({ ...finding, path: parseFieldPath(finding.field ?? '') }));
}

/** What the schema refuses beyond the rules: lengths, shapes. A field that a rule already refuses is left to the rule. */
export function withSchema(findings: readonly PlacedFinding[], schema: z.ZodType, values: unknown): PlacedFinding[] {
  const result = schema.safeParse(values);
  if (result.success) return [...findings];
  const refused = new Set(findings.filter(({ level }) => level === 'refuse').map(({ path }) => pathKey(path)));
  const more = result.error.issues
    .map((issue) => ({ code: `schema.${issue.code}`, level: 'refuse' as const, message: sentence(issue), path: issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part)) }))
    .filter(({ path }) => !refused.has(pathKey(path)));
  return [...findings, ...more];
}

// Messages of the contracts are Chinese; zod's own are not.
function sentence(issue: z.core.$ZodIssue): string {
  if (/\p{Script=Han}/u.test(issue.message)) return issue.message;
  const field = String(issue.path.at(-1) ?? '');
  if (/image|openerId|licence|domainCertificate/i.test(field)) return '请上传图片';
  return /type|nature|region|interactive/i.test(field) ? '请选择此项' : '请填写此项';
}

/** The sentences about one field at one level. */
export function sentencesAt(findings: readonly PlacedFinding[], path: FieldPath, level: Finding['level']): string[] {
  const key = pathKey(path);
  return [...new Set(findings.filter((finding) => finding.level === level && pathKey(finding.path) === key).map(({ message }) => message))];
}

/** Findings about the given parts of the form, e.g. one step of a wizard. */
export function findingsWithin(findings: readonly PlacedFinding[], parts: readonly FieldPath[]): PlacedFinding[] {
  return findings.filter(({ path }) => parts.some((part) => isWithin(path, part)));
}

/** Faults in the order of the form, so that a summary reads like the page. `order` lists paths as text, longer ones first. */
export function inFormOrder<F extends { readonly path: FieldPath }>(faults: readonly F[], order: readonly string[]): F[] {
  const rank = ({ path }: F): number => {
    const key = pathKey(path);
    const found = order.findIndex((part) => key === part || key.startsWith(`${part}.`));
    return found < 0 ? order.length : found;
  };
  return [...faults].sort((one, other) => rank(one) - rank(other));
}

/** A person's fields in the order of the form. */
export const PERSON_ORDER = ['name', 'certificateType', 'certificateNumber', 'validUntil', 'mobile', 'email', 'officePhone', 'residence', 'idImage'] as const;
