import { DryRun, JUDGING_TOPICS, RulesDrafted, RulesInForce, RuleVersionList, type DraftRules, type JudgingTopic, type RuleTopic } from '@beian/contracts/filing/rule-versions';
import { queryOptions } from '@tanstack/react-query';
import { NOTHING, call, read } from '../../ui/api/api-client.ts';

const PATH = '/api/filing/administration/rules';

export const TOPIC_LABELS: Readonly<Record<RuleTopic, string>> = { name_rules: '命名规则', dictionaries: '选项字典', materials: '材料清单', notice: '提示说明' };

export const ruleVersions = (topic: RuleTopic) => queryOptions({ queryKey: ['administration', 'rules', topic], queryFn: ({ signal }) => read(`${PATH}/${topic}`, RuleVersionList, signal) });
export const ruleContent = (topic: RuleTopic, version: number) => queryOptions({ queryKey: ['administration', 'rules', topic, version], queryFn: ({ signal }) => read(`${PATH}/${topic}/${version}`, RulesInForce, signal), staleTime: Infinity });
export const draftRules = (topic: RuleTopic, form: DraftRules): Promise<{ version: number }> => call('POST', `${PATH}/${topic}`, RulesDrafted, { body: form });
export const enactRules = (topic: RuleTopic, version: number, expectedInForce: number): Promise<undefined> => call('POST', `${PATH}/${topic}/${version}/enactment`, NOTHING, { body: { expectedInForce } });
export const tryRules = (topic: JudgingTopic, version: number): Promise<DryRun> => call('POST', `${PATH}/${topic}/${version}/dry-run`, DryRun, { body: {} });

/** Whether versions of the topic judge filings, so that they can be tried over past ones. */
export const judges = (topic: RuleTopic): topic is JudgingTopic => (JUDGING_TOPICS as readonly RuleTopic[]).includes(topic);
