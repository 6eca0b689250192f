import type { SubjectStep } from '@beian/contracts/subject/api';
import { useQuery } from '@tanstack/react-query';
import { Button, Drawer, Timeline } from 'antd';
import { useState, type ReactNode } from 'react';
import { QueryState } from '../../ui/page/query-state.tsx';
import { useIsPhone } from '../../ui/page/use-is-phone.ts';
import { minuteOf } from '../../ui/text/moments.ts';
import { RevealContext, type Reveals } from '../reveals/reveal-context.ts';
import { labelsOf } from './change-labels.ts';
import { subjectRevision, subjectSteps } from './get-subject.ts';
import { SubjectDetails } from './subject-details.tsx';

const STEPS: Readonly<Record<SubjectStep['step'], { readonly label: string; readonly color: string }>> = {
  submitted: { label: '提交主体', color: 'blue' },
  corrected: { label: '更正后提交', color: 'blue' },
  approved: { label: '审核通过', color: 'green' },
  returned: { label: '退回', color: 'red' },
  change_submitted: { label: '提交变更', color: 'blue' },
  changed: { label: '变更生效', color: 'green' },
  change_returned: { label: '变更退回', color: 'red' },
  change_withdrawn: { label: '撤回变更', color: 'gray' },
};
/** A former revision is read with its masks; what is behind them is opened for the one under review alone. */
const NOTHING_REVEALED: Reveals = { allowed: false, reveal: async () => undefined };

/** 主体沿革: what became of a subject so far, for its officers; each revision can be read, and the look is recorded. */
export function SubjectHistory({ subject }: { readonly subject: string }): ReactNode {
  const query = useQuery(subjectSteps(subject));
  const [shown, setShown] = useState<number>();
  const phone = useIsPhone();
  return (
    <section className="panel" aria-label="主体沿革">
      <h2>主体沿革</h2>
      <QueryState query={query}>{(steps) => <Steps steps={steps} onShow={setShown} />}</QueryState>
      <Drawer title={`开办主体（第${shown ?? ''}版）`} open={shown !== undefined} onClose={() => setShown(undefined)} size={phone ? '100%' : 720} destroyOnHidden>
        {shown === undefined ? null : <Revision subject={subject} revision={shown} />}
      </Drawer>
    </section>
  );
}

function Steps({ steps, onShow }: { readonly steps: readonly SubjectStep[]; readonly onShow: (revision: number) => void }): ReactNode {
  return (
    <Timeline
      className="case-timeline"
      items={steps.map(({ at, step, revision, fields }) => ({
        key: `${at}:${step}`, color: STEPS[step].color,
        content: (
          <>
            <p className="timeline-line"><strong>{STEPS[step].label}</strong><span className="muted">　第{revision}版　{minuteOf(at)}</span></p>
            {fields.length === 0 || step === 'approved' || step === 'returned' ? null : <p className="timeline-note">变动：{labelsOf(fields)}</p>}
            <Button type="link" size="small" className="inline-link" aria-label={`查看第${revision}版`} onClick={() => onShow(revision)}>查看这一版</Button>
          </>
        ),
      }))}
    />
  );
}

function Revision({ subject, revision }: { readonly subject: string; readonly revision: number }): ReactNode {
  const query = useQuery(subjectRevision(subject, revision));
  return <RevealContext value={NOTHING_REVEALED}><QueryState query={query}>{({ data }) => <SubjectDetails data={data} />}</QueryState></RevealContext>;
}
