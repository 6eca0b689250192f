import type { ApplicationSummary } from '@beian/contracts/filing/api';
import { isFinal } from '@beian/rules/lifecycle/stages';
import { dayInWords } from '../../ui/text/moments.ts';

/** The due date in words for an applicant (U9); nothing to say once the case is closed or returned. */
export function dueInWords({ stage, dueOn, workingDaysLeft }: Pick<ApplicationSummary, 'stage' | 'dueOn' | 'workingDaysLeft'>): string {
  if (isFinal(stage) || stage === 'returned' || dueOn === null) return '—';
  if (workingDaysLeft === null) return `${dayInWords(dueOn)}前`;
  if (workingDaysLeft < 0) return `应于${dayInWords(dueOn)}前办结，已超过${-workingDaysLeft}个工作日`;
  return workingDaysLeft === 0 ? `今天（${dayInWords(dueOn)}）到期` : `${dayInWords(dueOn)}前，还有${workingDaysLeft}个工作日`;
}

export interface DaysLeft {
  readonly text: string;
  readonly level: 'none' | 'normal' | 'soon' | 'overdue';
}

/** The short form for the officer's list. */
export function daysLeft({ stage, dueOn, workingDaysLeft }: Pick<ApplicationSummary, 'stage' | 'dueOn' | 'workingDaysLeft'>): DaysLeft {
  return workingDaysText(isFinal(stage) || stage === 'returned' || dueOn === null ? null : workingDaysLeft);
}

/** Working days that are left, and how near the end is; null where no clock runs. */
export function workingDaysText(left: number | null): DaysLeft {
  if (left === null) return { text: '—', level: 'none' };
  if (left < 0) return { text: `逾期${-left}个工作日`, level: 'overdue' };
  if (left === 0) return { text: '今天到期', level: 'soon' };
  return { text: `剩${left}个工作日`, level: left <= 5 ? 'soon' : 'normal' };
}
