import { Dictionaries } from '@beian/contracts/filing/dictionaries';
import { NameRules, type RuleContent, type RuleTopic } from '@beian/contracts/filing/rule-versions';
import { SHIPPED_ROWS } from '@beian/rules/forms/dictionaries/editable';
import { formOf, OBJECT_KINDS } from '@beian/rules/forms/forms';
import { materialsOf } from '@beian/rules/forms/materials';
import { NAME_RULES } from '@beian/rules/naming/name-rules';
import { CURRENT_NOTICE } from '../notices/notices.ts';

/** Version 0 of each topic: in force until an administrator enacts another. */
export const SHIPPED: { readonly [T in RuleTopic]: RuleContent<T> } = {
  name_rules: NameRules.parse(NAME_RULES),
  dictionaries: Dictionaries.parse(SHIPPED_ROWS),
  materials: Object.fromEntries(OBJECT_KINDS.map((object) => [object, materialsOf(formOf(object))])),
  notice: { title: CURRENT_NOTICE.title, texts: CURRENT_NOTICE.texts },
};
