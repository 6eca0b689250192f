import { Dictionaries } from '@beian/contracts/filing/dictionaries';
import { Materials, NameRules, RulesInForce, type RuleTopic } from '@beian/contracts/filing/rule-versions';
import type { FormDescription } from '@beian/rules/forms/description';
import { formWith } from '@beian/rules/forms/dictionaries/editable';
import { formOf } from '@beian/rules/forms/forms';
import { materialsOf } from '@beian/rules/forms/materials';
import type { ObjectKind } from '@beian/rules/lifecycle/labels';
import type { NameRule } from '@beian/rules/naming/name-rules';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { read } from '../../ui/api/api-client.ts';

const STALE_MS = 5 * 60_000;

const answer = (path: string, signal: AbortSignal): Promise<RulesInForce> => read(`/api/filing/rules/${path}`, RulesInForce, signal);
const inForce = <T>(topic: RuleTopic, parse: (content: unknown) => T) => queryOptions({
  queryKey: ['rules', topic],
  queryFn: ({ signal }) => answer(topic, signal),
  staleTime: STALE_MS,
  select: ({ content }: RulesInForce) => parse(content),
});
const nameRules = inForce('name_rules', (content) => NameRules.parse(content));
const materials = inForce('materials', (content) => Materials.parse(content));
const dictionaries = inForce('dictionaries', (content) => Dictionaries.parse(content));
const dictionariesOnce = (version: number) => queryOptions({
  queryKey: ['rules', 'dictionaries', version],
  queryFn: ({ signal }) => answer(`dictionaries/${version}`, signal),
  staleTime: Infinity,
  select: ({ content }) => Dictionaries.parse(content),
});

/** The form of a kind with the options in force (OPN-57); until they are there the platform's own. */
export function useForm(object: ObjectKind): FormDescription {
  const { data } = useQuery(dictionaries);
  return useMemo(() => (data === undefined ? formOf(object) : formWith(formOf(object), data)), [object, data]);
}

/** The form of a kind with the options that a filing was judged by; what the platform ships needs no asking. */
export function useFormOnce(object: ObjectKind, version: number): FormDescription {
  const { data } = useQuery({ ...dictionariesOnce(version), enabled: version > 0 });
  return useMemo(() => (version === 0 || data === undefined ? formOf(object) : formWith(formOf(object), data)), [object, version, data]);
}

/** The naming rules in force; until they are there the platform's own, and the service judges in the end (NAM-33). */
export function useNameRules(): readonly NameRule[] | undefined {
  return useQuery(nameRules).data;
}

/** What to have at hand for a filing of the form (OPN-63); until the list in force is there, what the form itself asks for. */
export function useMaterials(form: FormDescription): readonly string[] {
  return useQuery(materials).data?.[form.object] ?? materialsOf(form);
}
