import type { ApplicationSummary } from '@beian/contracts/filing/api';
import { workingDaysLeft } from '@beian/rules/calendar/due-date';
import { applicationLabel, stageLabel } from '@beian/rules/lifecycle/labels';
import type { Application } from './application.entity.ts';

/** What of an application a list shows. */
export type Summarised = Pick<Application, 'id' | 'filing' | 'n' | 'number' | 'kind' | 'object' | 'siteName' | 'stage' | 'revision' | 'bureau' | 'holder' | 'submittedAt' | 'dueOn' | 'interactive'>;

/** One line of 我的申请 or of the desk. */
export function summaryOf(application: Summarised, more: { bureauName: string; filingNumber: string | null; now: Date }): ApplicationSummary {
  const { id, filing, n, number, kind, object, siteName, stage, revision, bureau, holder, submittedAt, dueOn, interactive } = application;
  return {
    application: id, filing, n, number, kind, object, label: applicationLabel(object, kind), siteName,
    stage, stageLabel: stageLabel(stage, kind), revision, bureau, bureauName: more.bureauName, holder,
    submittedAt: submittedAt.toISOString(), dueOn, workingDaysLeft: dueOn === null ? null : workingDaysLeft(dueOn, more.now),
    interactive, filingNumber: more.filingNumber,
  };
}
