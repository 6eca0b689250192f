import type { RuleContent, RuleTopic } from '@beian/contracts/filing/rule-versions';
import { NAME_RULES } from '@beian/rules/naming/name-rules';
import { CURRENT_NOTICE } from '../notices/notices.ts';
import { MATERIALS } from './materials.ts';

/** Version 0 of each topic: in force until an administrator enacts another. */
export const SHIPPED: { readonly [T in RuleTopic]: RuleContent<T> } = {
  name_rules: NAME_RULES.map((rule) => ({ ...rule, words: [...rule.words], ...(rule.coveredBy && { coveredBy: [...rule.coveredBy] }) })) as RuleContent<'name_rules'>,
  materials: MATERIALS,
  notice: { title: CURRENT_NOTICE.title, texts: [...CURRENT_NOTICE.texts] },
};
