import type { RuleContent, RuleTopic } from '@beian/contracts/filing/rule-versions';
import { withKnownOptions, type DictionaryRows } from '@beian/rules/forms/dictionaries/editable';
import type { InForce } from './rules-in-force.ts';

/** What is stored of an edited content: dictionaries keep every option that there ever was, out of use if the editor dropped it. */
export function settledContent(topic: RuleTopic, content: RuleContent<RuleTopic>, newest: InForce<RuleTopic>): RuleContent<RuleTopic> {
  return topic === 'dictionaries' ? (withKnownOptions(content as DictionaryRows, newest.content as DictionaryRows) as RuleContent<'dictionaries'>) : content;
}
