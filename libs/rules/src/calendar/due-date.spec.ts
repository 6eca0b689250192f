import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, fromEpochDay, shanghaiDate } from './dates.ts';
import { explainDueDate, workingDayNumber, type Pause } from './due-date.ts';
import { PUBLISHED_CALENDAR, workCalendar } from './working-days.ts';

const moved: Pause = { from: '2026-09-25', to: '2026-10-12', reason: 'rescheduled' };

describe('due date of a review', () => {
  it.each([
    ['TV-50', '2025-09-19', [], '2025-10-24'],
    ['TV-51', '2025-10-01', [], '2025-11-05'],
    ['TV-52', '2026-02-06', [], '2026-03-13'],
    ['TV-53 make-up Saturday', '2026-02-14', [], '2026-03-23'],
    ['TV-53 Sunday', '2026-02-15', [], '2026-03-23'],
    ['TV-54 make-up Sunday', '2026-09-20', [], '2026-10-26'],
    ['TV-55', '2026-02-24', [], '2026-03-24'],
    ['TV-56 appointment moved', '2026-09-18', [moved], '2026-11-03'],
  ] as const)('%s: submitted %s is due as the calendar says', (_id, submitted, pauses, due) => {
    const result = explainDueDate(submitted, 21, pauses);
    expect(result).toMatchObject({ due, provisional: false });
    expect(result.days.at(-1)).toMatchObject({ date: due, number: 21 });
  });

  it('S2 counts from the day of submission in Asia/Shanghai, not in UTC', () => {
    expect(explainDueDate('2026-02-05T16:30:00Z').due).toBe('2026-03-13');
    expect(explainDueDate(new Date('2026-02-05T15:59:59Z')).due).toBe('2026-03-12');
  });

  it('S2 explains every day, counted or not', () => {
    const days = explainDueDate('2026-09-18', 21, [moved]).days;
    const of = (date: string) => days.find((day) => day.date === date);
    expect(of('2026-09-18')).toMatchObject({ number: null, reason: 'submission-day' });
    expect(of('2026-09-19')).toMatchObject({ number: null, reason: 'weekend' });
    expect(of('2026-09-20')).toMatchObject({ number: 1, reason: 'make-up-workday', label: '第1个工作日（国庆节调休上班）' });
    expect(of('2026-09-28')).toMatchObject({ number: null, reason: 'rescheduled' });
    expect(of('2026-10-01')).toMatchObject({ number: null, reason: 'holiday', label: '法定节假日（国庆节），不计入' });
    expect(of('2026-10-12')).toMatchObject({ number: null, reason: 'rescheduled' });
    expect(of('2026-10-13')).toMatchObject({ number: 6, reason: 'working-day' });
  });

  it('OPN-54 reminds on the fifth working day before the due date', () => {
    const { remindOn, due } = explainDueDate('2026-02-24');
    expect(workingDayNumber(remindOn, due)).toBe(5);
  });

  it('S2 a year without a published arrangement counts plain weekdays and says provisional', () => {
    const result = explainDueDate('2031-09-26');
    expect(result).toMatchObject({ due: '2031-10-27', provisional: true });
    expect(result.days.at(-1)?.label).toContain('尚未公布');
  });

  it('S2 a calendar loaded by an administrator makes the year definite and is named in the version', () => {
    const calendar = workCalendar([{ year: 2031, holidays: { '2031-10-01': '国庆节' }, workdays: { '2031-09-27': '国庆节' } }], 'gov-2031');
    const result = explainDueDate('2031-09-26', 3, [], calendar);
    expect(result).toMatchObject({ due: '2031-09-30', provisional: false, calendarVersion: 'chinese-days-1.5.7+gov-2031' });
    expect(calendar.day('2031-10-01')).toMatchObject({ working: false, name: '国庆节' });
  });

  it.each([0, -1, 1.5])('refuses a limit of %s days', (days) => {
    expect(() => explainDueDate('2026-02-06', days)).toThrow(RangeError);
  });

  it('refuses dates that do not exist and pauses that end before they start', () => {
    expect(() => explainDueDate('2026-02-30')).toThrow(RangeError);
    expect(() => explainDueDate('2026-02-06', 21, [{ from: '2026-03-02', to: '2026-03-01', reason: 'no-show' }])).toThrow(RangeError);
  });
});

const anyDate = fc.integer({ min: 12_800, max: 23_000 }).map(fromEpochDay);

describe('properties of the clock', () => {
  it('S2 a due date is a working day and its number is the limit', () => {
    fc.assert(fc.property(anyDate, fc.integer({ min: 1, max: 40 }), (submitted, days) => {
      const { due } = explainDueDate(submitted, days);
      expect(PUBLISHED_CALENDAR.day(due).working).toBe(true);
      expect(workingDayNumber(submitted, due)).toBe(days);
    }));
  });

  it('S2 a later submission is never due earlier, and a pause never brings the due date forward', () => {
    fc.assert(fc.property(anyDate, fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 20 }), (submitted, offset, length) => {
      const { due } = explainDueDate(submitted);
      expect(explainDueDate(addDays(submitted, 1)).due >= due).toBe(true);
      const from = addDays(submitted, offset);
      expect(explainDueDate(submitted, 21, [{ from, to: addDays(from, length), reason: 'no-show' }]).due >= due).toBe(true);
    }));
  });

  it('shanghaiDate of any instant is the date eight hours on', () => {
    fc.assert(fc.property(fc.date({ min: new Date('2000-01-01'), max: new Date('2050-01-01'), noInvalidDate: true }), (instant) => {
      expect(shanghaiDate(instant)).toBe(new Date(instant.getTime() + 28_800_000).toISOString().slice(0, 10));
    }));
  });
});
