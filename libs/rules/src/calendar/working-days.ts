import chineseDays from 'chinese-days';
import { addDays, weekday, type LocalDate } from './dates.ts';

/** Why a day is or is not a working day. */
export type DayKind = 'weekday' | 'make-up-workday' | 'weekend' | 'holiday';

export interface CalendarDay {
  readonly date: LocalDate;
  readonly working: boolean;
  readonly kind: DayKind;
  /** Name of the holiday that gives or takes the day, e.g. 国庆节. */
  readonly name?: string;
  /** The State Council's arrangement of that year is not known: plain weekdays are counted. */
  readonly provisional: boolean;
}

/** A year's arrangement loaded by an administrator; it replaces whatever the library says about that year. */
export interface CalendarYear {
  readonly year: number;
  /** Date → name of the holiday, for days off and for make-up workdays (调休). */
  readonly holidays: Readonly<Record<LocalDate, string>>;
  readonly workdays: Readonly<Record<LocalDate, string>>;
}

/** A versioned working-day calendar; due dates are stored with its version. */
export interface WorkCalendar {
  readonly version: string;
  day(date: LocalDate): CalendarDay;
}

const LIBRARY_VERSION = 'chinese-days-1.5.7';

/** The calendar of the published years, with an administrator's years on top. `version` names the latter as a whole. */
export function workCalendar(loaded: readonly CalendarYear[] = [], version?: string): WorkCalendar {
  const years = new Map(loaded.map((entry) => [entry.year, entry]));
  return {
    version: version === undefined ? LIBRARY_VERSION : `${LIBRARY_VERSION}+${version}`,
    day: (date) => {
      const own = years.get(yearOf(date));
      if (own !== undefined) return fromLoaded(own, date);
      return isPublished(yearOf(date)) ? fromLibrary(date) : plain(date, true);
    },
  };
}

/** The published years and nothing else. */
export const PUBLISHED_CALENDAR: WorkCalendar = workCalendar();

/**
 * True when the library holds the year's arrangement. It answers as if there were no holidays otherwise, so it is only
 * asked about years in which it knows the National Day.
 */
export function isPublished(year: number): boolean {
  return holidayName(chineseDays.getDayDetail(`${year}-10-01`).name) !== undefined;
}

/** Every day of a year: what a database table of the calendar is filled with. */
export function daysOfYear(year: number, calendar: WorkCalendar = PUBLISHED_CALENDAR): CalendarDay[] {
  const days: CalendarDay[] = [];
  for (let date = `${year}-01-01`; yearOf(date) === year; date = addDays(date, 1)) days.push(calendar.day(date));
  return days;
}

function fromLibrary(date: LocalDate): CalendarDay {
  const detail = chineseDays.getDayDetail(date);
  const name = holidayName(detail.name);
  if (name === undefined) return plain(date, false);
  return { date, working: detail.work, kind: detail.work ? 'make-up-workday' : 'holiday', name, provisional: false };
}

function fromLoaded(year: CalendarYear, date: LocalDate): CalendarDay {
  const holiday = year.holidays[date];
  if (holiday !== undefined) return { date, working: false, kind: 'holiday', name: holiday, provisional: false };
  const workday = year.workdays[date];
  if (workday !== undefined) return { date, working: true, kind: 'make-up-workday', name: workday, provisional: false };
  return plain(date, false);
}

function plain(date: LocalDate, provisional: boolean): CalendarDay {
  const working = weekday(date) <= 5;
  return { date, working, kind: working ? 'weekday' : 'weekend', provisional };
}

// A day of an arrangement is named "Spring Festival,春节,4"; any other day by its English weekday.
function holidayName(name: string): string | undefined {
  return name.split(',')[1];
}

const yearOf = (date: LocalDate): number => Number(date.slice(0, 4));
