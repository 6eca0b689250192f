import type { ApplicationView } from '@beian/contracts/filing/api';
import { formOf } from '@beian/rules/forms/forms';
import { fieldAt } from '@beian/rules/forms/walk';
import type { ObjectKind } from '@beian/rules/lifecycle/labels';
import type { Fact } from '../../ui/page/facts.tsx';

interface Shown {
  readonly object: ObjectKind;
  readonly interactive: boolean;
  /** Only a case says so; what is filed just is one or the other. */
  readonly interactiveSetting?: ApplicationView['interactiveSetting'];
}

/**
 * 交互式 or not (OPN-19), with what follows and why an officer has set it so; nothing for a kind that nobody is asked about,
 * unless it is interactive or was set all the same.
 */
export function interactiveFact({ object, interactive, interactiveSetting = null }: Shown, label: string, follows: string): Fact[] {
  if (!interactive && interactiveSetting === null && fieldAt(formOf(object), 'interactive') === undefined) return [];
  const reason = interactiveSetting === null ? [] : [{ field: 'interactive-reason', label: '认定理由', value: `民警认定为${interactiveSetting.interactive ? '交互式' : '非交互式'}：${interactiveSetting.reason}` }];
  return [{ field: 'interactive', label, value: interactive ? `交互式${follows}` : '非交互式' }, ...reason];
}
