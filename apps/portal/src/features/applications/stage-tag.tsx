import type { Stage } from '@beian/rules/lifecycle/stages';
import { Tag } from 'antd';
import type { ReactNode } from 'react';

const COLORS: Readonly<Record<Stage, string>> = {
  draft: 'default', pending_code: 'orange', submitted: 'blue', in_review: 'blue', initial_passed: 'cyan', inspecting: 'purple',
  approved: 'green', returned: 'red', refused: 'red', withdrawn: 'default', lapsed: 'default', abandoned: 'default',
};

/** The stage in its own words; the colour only helps. */
export function StageTag({ stage, label }: { readonly stage: Stage; readonly label: string }): ReactNode {
  return <Tag color={COLORS[stage]}>{label}</Tag>;
}
