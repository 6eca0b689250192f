import { formOf } from '@beian/rules/forms/forms';
import { fieldAt } from '@beian/rules/forms/walk';
import type { ObjectKind } from '@beian/rules/lifecycle/labels';
import type { Fact } from '../../ui/page/facts.tsx';

/** 交互式 or not (OPN-19), with what follows; nothing for a kind that nobody is asked about, unless it is interactive all the same. */
export function interactiveFact({ object, interactive }: { readonly object: ObjectKind; readonly interactive: boolean }, label: string, follows: string): Fact[] {
  if (!interactive && fieldAt(formOf(object), 'interactive') === undefined) return [];
  return [{ field: 'interactive', label, value: interactive ? `交互式${follows}` : '非交互式' }];
}
