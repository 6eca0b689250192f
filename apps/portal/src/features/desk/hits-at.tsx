import type { ApplicationView } from '@beian/contracts/filing/api';
import { WarningOutlined } from '@ant-design/icons';
import type { ReactNode } from 'react';

interface HitsAtProps {
  readonly view: Pick<ApplicationView, 'object' | 'findings'>;
  /** Path that reasons name the field by. */
  readonly field: string;
  readonly alone: boolean;
}

/** What the rules have pointed out about a field, beside it. */
export function HitsAt({ view: { object, findings }, field, alone }: HitsAtProps): ReactNode {
  const hits = findings.filter((finding) => {
    const at = `${object}.${finding.field ?? ''}`;
    return at === field || (!alone && at.startsWith(`${field}.`));
  });
  return hits.map(({ code, message }, index) => <small key={`${code}:${index}`} className="field-hit"><WarningOutlined aria-hidden /> {message}</small>);
}
