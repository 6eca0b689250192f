import { describe, expect, it } from '@jest/globals';
import { daysLeft, dueInWords } from './due-text.ts';

describe('due dates in words', () => {
  it('U9 say until when and how much is left', () => {
    expect(dueInWords({ stage: 'submitted', dueOn: '2026-03-31', workingDaysLeft: 12 })).toBe('2026年3月31日前，还有12个工作日');
    expect(dueInWords({ stage: 'in_review', dueOn: '2026-03-31', workingDaysLeft: 0 })).toBe('今天（2026年3月31日）到期');
  });

  it('OPN-54 do not hide that the date has passed', () => {
    expect(dueInWords({ stage: 'in_review', dueOn: '2026-03-31', workingDaysLeft: -2 })).toContain('已超过2个工作日');
    expect(daysLeft({ stage: 'in_review', dueOn: '2026-03-31', workingDaysLeft: -2 })).toEqual({ text: '逾期2个工作日', level: 'overdue' });
  });

  it('OPN-54 warn from five working days on', () => {
    expect(daysLeft({ stage: 'in_review', dueOn: '2026-03-31', workingDaysLeft: 5 }).level).toBe('soon');
    expect(daysLeft({ stage: 'in_review', dueOn: '2026-03-31', workingDaysLeft: 6 }).level).toBe('normal');
  });

  it('S2 say nothing while the case is returned or closed', () => {
    expect(dueInWords({ stage: 'returned', dueOn: '2026-03-31', workingDaysLeft: 4 })).toBe('—');
    expect(daysLeft({ stage: 'approved', dueOn: '2026-03-31', workingDaysLeft: 4 }).level).toBe('none');
  });
});
