import type { ApplicationView } from '@beian/contracts/filing/api';
import type { SessionView } from '@beian/contracts/identity/api';
import type { ReactNode } from 'react';
import { useOutletContext } from 'react-router';
import { Facts } from '../../ui/page/facts.tsx';
import { minuteOf } from '../../ui/text/moments.ts';
import { DueDateExplained } from '../applications/due-date-drawer.tsx';
import { daysLeft } from '../applications/due-text.ts';
import { interactiveFact } from '../form-details/interactive-fact.ts';
import { NoticeAccepted } from './notice-accepted.tsx';

/** Where the case stands, at a glance. */
export function CaseStatus({ view }: { readonly view: ApplicationView }): ReactNode {
  const session = useOutletContext<SessionView>();
  const left = daysLeft(view);
  const holder = view.holder === null ? '尚无人受理' : view.holder === session.account ? '我' : '其他民警';
  return (
    <section className="panel" aria-label="案件状态">
      <p className={`case-due due-text-${left.level}`}>{left.level === 'none' ? view.stageLabel : left.text}</p>
      <Facts label="案件状态" facts={[
        { field: 'due', label: '到期日', value: view.dueOn === null ? '—' : <>{view.dueOn}<DueDateExplained application={view.application} /></> },
        { field: 'holder', label: '受理人', value: holder },
        { field: 'bureau', label: '所在单位', value: view.bureauName },
        { field: 'round', label: '轮次', value: `第${view.round}轮` },
        { field: 'submitted', label: '提交时间', value: minuteOf(view.submittedAt) },
        { field: 'identity', label: '提交账号', value: view.identityLevel === null ? '实人认证情况未记录' : view.identityLevel === 'real_person' ? '已实人认证' : '未实人认证' },
        { field: 'notice', label: '告知书', value: <NoticeAccepted view={view} /> },
        ...interactiveFact(view, '类别', '，须面审或实地检查'),
        ...(view.filingNumber === null ? [] : [{ field: 'number', label: '备案编号', value: view.filingNumber }]),
      ]} />
    </section>
  );
}
