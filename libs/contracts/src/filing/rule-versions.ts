import { APPROVALS, type ApprovalKind } from '@beian/rules/naming/approvals';
import type { NameRule } from '@beian/rules/naming/name-rules';
import { z } from 'zod';
import { Dictionaries } from './dictionaries.ts';
import { Id, Instant, ObjectKind, line, lines } from '../primitives.ts';

/** What administrators edit by versions (NAM-09, OPN-26, OPN-57, OPN-63). */
export const RULE_TOPICS = ['name_rules', 'dictionaries', 'materials', 'notice'] as const;
export const RuleTopic = z.enum(RULE_TOPICS);
/** Number of a version in a path; 0 is what the platform ships. */
export const RuleVersion = z.coerce.number().int().min(0).max(1_000_000);
export type RuleTopic = z.infer<typeof RuleTopic>;

const weight = z.enum(['refuse', 'explain']);
/** One row of the keyword table; words are compared without regard to case, width and spaces. */
export const NameRuleRow = z.strictObject({
  rule: line(40),
  code: z.string().regex(/^name\.[a-z][a-z-]{0,40}$/, '代码形如name.company'),
  match: z.enum(['contains', 'prefix']),
  words: z.array(line(30)).min(1, '请至少填写一个关键字').max(200),
  appliesTo: z.enum(['all', 'individuals']),
  liftedBy: z.union([z.enum(['nothing', 'government', 'national']), z.strictObject({ approval: z.enum(Object.keys(APPROVALS) as [ApprovalKind, ...ApprovalKind[]]) })]),
  individuals: weight,
  units: weight,
  coveredBy: z.array(z.string().max(50)).max(20).optional(),
  reason: line(100),
});
export const NameRules = z.array(NameRuleRow).min(1, '请至少保留一条规则').max(100)
  .refine((rows) => new Set(rows.map(({ code }) => code)).size === rows.length, '规则代码重复') satisfies z.ZodType<NameRule[]>;
/** 材料清单, by kind: what to have at hand before the wizard (OPN-63). */
export const Materials = z.partialRecord(ObjectKind, z.array(line(100)).max(20));
export type Materials = z.infer<typeof Materials>;
/** 提示说明: the texts of the last step (OPN-26). */
export const NoticeTexts = z.strictObject({ title: line(40), texts: z.array(z.strictObject({ key: z.enum(['duty', 'protection']), heading: line(80), body: lines(1, 5_000) })).min(1).max(5) });

/** Topic → the form of its content. */
export const RULE_CONTENTS = { name_rules: NameRules, dictionaries: Dictionaries, materials: Materials, notice: NoticeTexts } as const;
export type RuleContent<T extends RuleTopic> = z.infer<(typeof RULE_CONTENTS)[T]>;

/** GET /rules/:topic: what is in force; version 0 is what the platform ships. */
export const RulesInForce = z.object({ topic: RuleTopic, version: z.int().min(0), content: z.unknown() });
export type RulesInForce = z.infer<typeof RulesInForce>;

/** GET /administration/rules/:topic: newest first. */
export const RuleVersionLine = z.object({ version: z.int().min(0), note: z.string(), author: Id.nullable(), at: Instant.nullable(), inForce: z.boolean(), enactedAt: Instant.nullable() });
export const RuleVersionList = z.object({ items: z.array(RuleVersionLine), inForce: z.int().min(0) });
export type RuleVersionList = z.infer<typeof RuleVersionList>;
/** POST /administration/rules/:topic: a new version, not in force yet; `basedOn` is the newest that the editor has seen. */
export const DraftRules = z.strictObject({ content: z.unknown(), note: line(200), basedOn: z.int().min(0) });
export type DraftRules = z.infer<typeof DraftRules>;
export const RulesDrafted = z.object({ version: z.int().positive() });
/** POST /administration/rules/:topic/:version/enactment: from now on; also an older version, to go back. */
export const EnactRules = z.strictObject({ expectedInForce: z.int().min(0) });

/** POST /administration/rules/:topic/:version/dry-run: past filings under this version and the one in force. Materials and notices judge nothing. */
export const JUDGING_TOPICS = ['name_rules', 'dictionaries'] as const satisfies readonly RuleTopic[];
export const JudgingTopic = z.enum(JUDGING_TOPICS);
export type JudgingTopic = z.infer<typeof JudgingTopic>;
export const DryRunHit = z.object({ application: Id, number: z.string(), name: z.string(), bureauName: z.string(), added: z.array(z.string()), removed: z.array(z.string()), refused: z.boolean() });
export const DryRun = z.object({ version: z.int(), against: z.int(), examined: z.int(), differing: z.int(), refused: z.int(), items: z.array(DryRunHit), complete: z.boolean() });
export type DryRun = z.infer<typeof DryRun>;
