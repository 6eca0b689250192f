import { Materials, NameRules, RulesInForce, type RuleTopic } from '@beian/contracts/filing/rule-versions';
import type { FormDescription } from '@beian/rules/forms/description';
import { materialsOf } from '@beian/rules/forms/materials';
import type { NameRule } from '@beian/rules/naming/name-rules';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { read } from '../../ui/api/api-client.ts';

const STALE_MS = 5 * 60_000;

const answer = (topic: RuleTopic, signal: AbortSignal): Promise<RulesInForce> => read(`/api/filing/rules/${topic}`, RulesInForce, signal);

const nameRules = queryOptions({
  queryKey: ['rules', 'name_rules'],
  queryFn: ({ signal }) => answer('name_rules', signal),
  staleTime: STALE_MS,
  select: ({ content }) => NameRules.parse(content),
});
const materials = queryOptions({
  queryKey: ['rules', 'materials'],
  queryFn: ({ signal }) => answer('materials', signal),
  staleTime: STALE_MS,
  select: ({ content }) => Materials.parse(content),
});

/** The naming rules in force; until they are there the platform's own, and the service judges in the end (NAM-33). */
export function useNameRules(): readonly NameRule[] | undefined {
  return useQuery(nameRules).data;
}

/** What to have at hand for a filing of the form (OPN-63); until the list in force is there, what the form itself asks for. */
export function useMaterials(form: FormDescription): readonly string[] {
  return useQuery(materials).data?.[form.object] ?? materialsOf(form);
}
