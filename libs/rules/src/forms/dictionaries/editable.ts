import { SERVICE_TYPES } from '../../website/service-types.ts';
import type { FormDescription, FormField } from '../description.ts';
import { APPLICATION_TYPES } from './application-types.ts';
import type { Dictionary, Option, Tree } from './dictionary.ts';
import { HOST_PLATFORMS } from './platforms.ts';
import { PROVIDER_CATEGORIES } from './providers.ts';

/** The dictionaries that administrators edit by versions (OPN-57), as the platform ships them. What else is offered is known to the code. */
export const SHIPPED_DICTIONARIES = {
  service_types: SERVICE_TYPES,
  application_types: APPLICATION_TYPES,
  host_platforms: HOST_PLATFORMS,
  provider_categories: PROVIDER_CATEGORIES,
} as const satisfies Readonly<Record<string, Dictionary | Tree>>;
export type DictionaryName = keyof typeof SHIPPED_DICTIONARIES;

/** A version as it is stored and edited: options in their order, under keys that never change. */
export interface OptionRow {
  readonly key: string;
  readonly label: string;
  readonly interactive: boolean;
  readonly openTo: 'units' | 'individuals' | 'all';
  readonly retired: boolean;
}
export interface BranchRow {
  readonly key: string;
  readonly label: string;
  readonly children: readonly OptionRow[];
}
export type DictionaryRows = Readonly<Record<Exclude<DictionaryName, 'application_types'>, readonly OptionRow[]>> & { readonly application_types: readonly BranchRow[] };

const rowOf = ([key, { label, interactive = false, openTo = 'all', retired = false }]: readonly [string, Option]): OptionRow => ({ key, label, interactive, openTo, retired });
const rowsOf = (dictionary: Dictionary): OptionRow[] => Object.entries(dictionary).map(rowOf);

/** Version 0. */
export const SHIPPED_ROWS: DictionaryRows = {
  service_types: rowsOf(SERVICE_TYPES),
  application_types: Object.entries(APPLICATION_TYPES).map(([key, { label, children }]) => ({ key, label, children: rowsOf(children) })),
  host_platforms: rowsOf(HOST_PLATFORMS),
  provider_categories: rowsOf(PROVIDER_CATEGORIES),
};

const dictionaryOf = (rows: readonly OptionRow[]): Dictionary => Object.fromEntries(rows.map(({ key, ...option }) => [key, option]));

/** The form with the options of a version in the place of the shipped ones. */
export function formWith(form: FormDescription, rows: DictionaryRows): FormDescription {
  const edited = new Map<Dictionary | Tree, Dictionary | Tree>([
    [SERVICE_TYPES, dictionaryOf(rows.service_types)],
    [APPLICATION_TYPES, Object.fromEntries(rows.application_types.map(({ key, label, children }) => [key, { label, children: dictionaryOf(children) }]))],
    [HOST_PLATFORMS, dictionaryOf(rows.host_platforms)],
    [PROVIDER_CATEGORIES, dictionaryOf(rows.provider_categories)],
  ]);
  const fieldWith = (field: FormField): FormField => ('of' in field ? ({ ...field, of: edited.get(field.of) ?? field.of } as FormField) : field);
  return { ...form, steps: form.steps.map((step) => ({ ...step, blocks: step.blocks.map((block) => ({ ...block, fields: block.fields.map(fieldWith) })) })) };
}

/** What is edited with every option of the version before that it no longer names, retired: earlier filings hold their keys. */
export function withKnownOptions(rows: DictionaryRows, before: DictionaryRows): DictionaryRows {
  const lost = (now: readonly OptionRow[], earlier: readonly OptionRow[]): OptionRow[] => earlier.filter(({ key }) => !now.some((one) => one.key === key)).map((one) => ({ ...one, retired: true }));
  const whole = (now: readonly OptionRow[], earlier: readonly OptionRow[]): OptionRow[] => [...now, ...lost(now, earlier)];
  const leaves = rows.application_types.flatMap(({ children }) => children);
  const branches = rows.application_types.map((branch) => ({ ...branch, children: [...branch.children, ...lost(leaves, before.application_types.find(({ key }) => key === branch.key)?.children ?? [])] }));
  const gone = before.application_types.filter(({ key }) => !rows.application_types.some((one) => one.key === key)).map((branch) => ({ ...branch, children: lost(leaves, branch.children) }));
  return {
    service_types: whole(rows.service_types, before.service_types),
    application_types: [...branches, ...gone.filter(({ children }) => children.length > 0)],
    host_platforms: whole(rows.host_platforms, before.host_platforms),
    provider_categories: whole(rows.provider_categories, before.provider_categories),
  };
}
