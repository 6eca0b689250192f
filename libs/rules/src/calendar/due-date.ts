import { addDays, shanghaiDate, toEpochDay, type LocalDate } from './dates.ts';
import { PUBLISHED_CALENDAR, type CalendarDay, type WorkCalendar } from './working-days.ts';

/** Working days of a review (REV-10), of the reminder before its end (OPN-54), and of a late return (S2). */
export const REVIEW_DAYS = 21;
export const REMIND_DAYS_BEFORE = 5;
export const LATE_RETURN_DAY = 15;
/** Calendar days after which a returned application lapses (S1). */
export const RETURNED_LAPSE_DAYS = 60;

/** Days on which the clock stands still, both inclusive (S2). An open pause is given with `to` = the day of asking. */
export interface Pause {
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly reason: 'rescheduled' | 'no-show' | 'assessment';
}

/** One line of the explanation that the portal shows beside a due date. */
export interface ExplainedDay {
  readonly date: LocalDate;
  /** Number of the working day, or null when the day does not count. */
  readonly number: number | null;
  readonly reason: 'submission-day' | 'working-day' | 'make-up-workday' | 'weekend' | 'holiday' | Pause['reason'];
  readonly label: string;
  readonly provisional: boolean;
}

export interface DueDate {
  /** Last day of the time limit; the case is overdue from the next day on. */
  readonly due: LocalDate;
  /** The working day `REMIND_DAYS_BEFORE` days earlier, or the due date of a shorter limit. */
  readonly remindOn: LocalDate;
  /** At least one day counted or skipped rests on an unpublished year. */
  readonly provisional: boolean;
  readonly calendarVersion: string;
  readonly days: readonly ExplainedDay[];
}

const PAUSE_LABELS: Record<Pause['reason'], string> = {
  rescheduled: '暂停计时：申请人申请改期',
  'no-show': '暂停计时：申请人未到场',
  assessment: '暂停计时：等待申请人提交安全评估',
};

/**
 * The end of `days` working days after submission (S2): day 1 is the first working day after the day of submission in
 * Asia/Shanghai. Lists every day, counted or not, and why. Throws RangeError when `days` is not a positive integer.
 */
export function explainDueDate(
  submittedAt: Date | string,
  days: number = REVIEW_DAYS,
  pauses: readonly Pause[] = [],
  calendar: WorkCalendar = PUBLISHED_CALENDAR,
): DueDate {
  if (!Number.isInteger(days) || days < 1) throw new RangeError('days must be a positive integer');
  for (const pause of pauses) if (toEpochDay(pause.to) < toEpochDay(pause.from)) throw new RangeError('pause ends before it starts');
  const start = shanghaiDate(submittedAt);
  const listed: ExplainedDay[] = [
    { date: start, number: null, reason: 'submission-day', label: '提交当日，不计入', provisional: false },
  ];
  const counted: LocalDate[] = [];
  for (let date = addDays(start, 1); counted.length < days; date = addDays(date, 1)) {
    const day = calendar.day(date);
    const pause = pauses.find((entry) => entry.from <= date && date <= entry.to);
    if (day.working && pause === undefined) counted.push(date);
    listed.push(explain(day, pause, counted.length));
  }
  return {
    due: counted.at(-1) ?? start,
    remindOn: counted[days - 1 - REMIND_DAYS_BEFORE] ?? counted.at(-1) ?? start,
    provisional: listed.some((day) => day.provisional),
    calendarVersion: calendar.version,
    days: listed,
  };
}

/** Number of the working day that `on` belongs to (S2); 0 before day 1. A day that does not count keeps the number before it. */
export function workingDayNumber(
  submittedAt: Date | string,
  on: Date | string,
  pauses: readonly Pause[] = [],
  calendar: WorkCalendar = PUBLISHED_CALENDAR,
): number {
  const last = shanghaiDate(on);
  let number = 0;
  for (let date = addDays(shanghaiDate(submittedAt), 1); date <= last; date = addDays(date, 1)) {
    const paused = pauses.some((entry) => entry.from <= date && date <= entry.to);
    if (calendar.day(date).working && !paused) number += 1;
  }
  return number;
}

/** Working days after the day of `now` up to the due date; below zero once it has passed. */
export function workingDaysLeft(dueOn: LocalDate, now: Date): number {
  const today = shanghaiDate(now);
  // `|| 0`: a due date of today leaves none, not minus none.
  return today <= dueOn ? workingDayNumber(today, dueOn) : -workingDayNumber(dueOn, today) || 0;
}

function explain(day: CalendarDay, pause: Pause | undefined, number: number): ExplainedDay {
  const { date, provisional } = day;
  const tail = provisional ? '（节假日安排尚未公布，暂按周一至周五计）' : '';
  if (!day.working) {
    const label = day.kind === 'holiday' ? `法定节假日（${day.name ?? ''}），不计入` : `周末，不计入${tail}`;
    return { date, number: null, reason: day.kind === 'holiday' ? 'holiday' : 'weekend', label, provisional };
  }
  if (pause !== undefined) return { date, number: null, reason: pause.reason, label: PAUSE_LABELS[pause.reason], provisional };
  const makeUp = day.kind === 'make-up-workday';
  const label = makeUp ? `第${number}个工作日（${day.name ?? ''}调休上班）` : `第${number}个工作日${tail}`;
  return { date, number, reason: makeUp ? 'make-up-workday' : 'working-day', label, provisional };
}
