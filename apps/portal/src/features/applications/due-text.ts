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

/** The short form for the officer's list. */
export function daysLeft({ stage, dueOn, workingDaysLeft }: Pick<ApplicationSummary, 'stage' | 'dueOn' | 'workingDaysLeft'>): { readonly text: string; readonly level: 'none' | 'normal' | 'soon' | 'overdue' } {
  if (isFinal(stage) || stage === 'returned' || dueOn === null || workingDaysLeft === null) return { text: '—', level: 'none' };
  if (workingDaysLeft < 0) return { text: `逾期${-workingDaysLeft}个工作日`, level: 'overdue' };
  if (workingDaysLeft === 0) return { text: '今天到期', level: 'soon' };
  return { text: `剩${workingDaysLeft}个工作日`, level: workingDaysLeft <= 5 ? 'soon' : 'normal' };
}
