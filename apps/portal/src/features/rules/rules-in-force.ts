import { Materials, NameRules, RulesInForce, type RuleTopic } from '@beian/contracts/filing/rule-versions';
import type { NameRule } from '@beian/rules/naming/name-rules';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { read } from '../../ui/api/api-client.ts';

const STALE_MS = 5 * 60_000;

const answer = (topic: RuleTopic, signal: AbortSignal): Promise<RulesInForce> => read(`/api/filing/rules/${topic}`, RulesInForce, signal);

const nameRules = queryOptions({
  queryKey: ['rules', 'name_rules'],
  queryFn: ({ signal }) => answer('name_rules', signal),
  staleTime: STALE_MS,
  select: ({ content }) => NameRules.parse(content) as readonly NameRule[],
});
const editedMaterials = queryOptions({
  queryKey: ['rules', 'materials'],
  queryFn: ({ signal }) => answer('materials', signal),
  staleTime: STALE_MS,
  select: ({ version, content }) => (version > 0 ? Materials.parse(content) : undefined),
});

/** The naming rules in force; until they are there the platform's own, and the service judges in the end (NAM-33). */
export function useNameRules(): readonly NameRule[] | undefined {
  return useQuery(nameRules).data;
}

/** What administrators ask people to have at hand, where they have said so (OPN-63). */
export function useEditedMaterials(): Materials | undefined {
  return useQuery(editedMaterials).data;
}
