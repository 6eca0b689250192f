import type { DictionaryRows } from '@beian/rules/forms/dictionaries/editable';
import { z } from 'zod';
import { line } from '../primitives.ts';

/** Key of an option: what is stored, and never changes. */
export const OPTION_KEY = /^[a-z][a-z0-9_]{0,39}$/;
const Key = z.string().regex(OPTION_KEY, '编号只能是小写字母、数字和下划线');

/** One option: its words, whether it makes a filing interactive (OPN-19), who may tick it (OPN-18), whether it is out of use. */
export const OptionRow = z.strictObject({ key: Key, label: line(30), interactive: z.boolean(), openTo: z.enum(['all', 'units', 'individuals']), retired: z.boolean() });
const repeated = (values: readonly string[]): boolean => new Set(values).size < values.length;
const inUse = (rows: readonly z.infer<typeof OptionRow>[]) => rows.filter(({ retired }) => !retired);

const Options = z.array(OptionRow).max(200)
  .refine((rows) => inUse(rows).length > 0, '请至少保留一个使用中的选项')
  .refine((rows) => !repeated(rows.map(({ key }) => key)), '选项编号重复')
  .refine((rows) => !repeated(inUse(rows).map(({ label }) => label)), '选项名称重复');
const Branches = z.array(z.strictObject({ key: Key, label: line(30), children: z.array(OptionRow).min(1, '请至少填写一个选项').max(100) })).max(60)
  .refine((branches) => branches.some(({ children }) => inUse(children).length > 0), '请至少保留一个使用中的选项')
  .refine((branches) => !repeated(branches.flatMap(({ key, children }) => [key, ...children.map((child) => child.key)])), '选项编号重复')
  .refine((branches) => !repeated(branches.map(({ label }) => label)) && branches.every(({ children }) => !repeated(inUse(children).map(({ label }) => label))), '选项名称重复');

/** 字典 of forms (OPN-57): one version of all of them. */
export const Dictionaries = z.strictObject({ service_types: Options, application_types: Branches, host_platforms: Options, provider_categories: Options }) satisfies z.ZodType<DictionaryRows>;
