import type { DueDateView } from '@beian/contracts/filing/api';
import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Drawer } from 'antd';
import { useState, type ReactNode } from 'react';
import { QueryState } from '../../ui/page/query-state.tsx';
import { useIsPhone } from '../../ui/page/use-is-phone.ts';
import { dayInWords, shortDay } from '../../ui/text/moments.ts';
import { dueDate } from './get-due-date.ts';

/** The due date explains itself day by day (U9, S2). */
export function DueDateExplained({ application }: { readonly application: string }): ReactNode {
  const [open, setOpen] = useState(false);
  const phone = useIsPhone();
  const query = useQuery({ ...dueDate(application), enabled: open });
  return (
    <>
      <Button type="link" size="small" className="inline-link" onClick={() => setOpen(true)}>期限怎么算</Button>
      <Drawer title="办理期限是怎么算的" open={open} onClose={() => setOpen(false)} size={phone ? '100%' : 460}>
        {open ? <QueryState query={query}>{(view) => <Explanation view={view} />}</QueryState> : null}
      </Drawer>
    </>
  );
}

function Explanation({ view }: { readonly view: DueDateView }): ReactNode {
  const counted = view.days.filter((day) => day.counted).length;
  const skipped = view.days.length - counted;
  return (
    <>
      <p>从提交的第二天起，只数工作日，数到第{counted}个工作日为止，即<strong>{dayInWords(view.dueOn)}</strong>。其中周末、节假日和暂停的日子共{skipped}天，不计入。</p>
      <p>截至今天，本轮审核已用{view.daysUsed}个工作日{view.officerDays === view.daysUsed ? '' : `；各轮合计${view.officerDays}个工作日`}。</p>
      {view.provisional ? <Alert className="page-alert" type="info" showIcon title="期限可能调整" description="部分日期所在年份的节假日安排尚未公布，暂按周一至周五计算，公布后会重新计算。" /> : null}
      <ol className="day-list" aria-label="逐日说明">
        {view.days.map((day) => (
          <li key={day.date} className={day.counted ? 'day-counted' : 'day-skipped'}>
            <span className="day-number">{day.number ?? ''}</span><span>{shortDay(day.date)}</span><span>{day.why}</span>
          </li>
        ))}
      </ol>
    </>
  );
}
