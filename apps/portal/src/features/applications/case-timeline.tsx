import type { ApplicationView } from '@beian/contracts/filing/api';
import { stageLabel } from '@beian/rules/lifecycle/labels';
import { Timeline } from 'antd';
import type { ReactNode } from 'react';
import { minuteOf } from '../../ui/text/moments.ts';

const WHO = { owner: '申请人', officer: '民警', platform: '平台' } as const;

/** What has happened to the case so far, the newest first. */
export function CaseTimeline({ view }: { readonly view: ApplicationView }): ReactNode {
  const steps = [...view.history].reverse();
  return (
    <Timeline
      aria-label="办理进度" className="case-timeline"
      items={steps.map((step, index) => ({
        key: `${step.at}:${index}`,
        color: step.stage === 'returned' || step.stage === 'refused' ? 'red' : step.stage === 'approved' ? 'green' : 'blue',
        content: (
          <>
            <p className="timeline-line"><strong>{step.label}</strong><span className="muted">　{WHO[step.by]}　{minuteOf(step.at)}</span></p>
            <p className="muted timeline-stage">之后状态：{stageLabel(step.stage, view.kind)}</p>
            {step.note === null ? null : <p className="timeline-note">{step.note}</p>}
          </>
        ),
      }))}
    />
  );
}
