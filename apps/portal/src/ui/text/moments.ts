import { shanghaiDate } from '@beian/rules/calendar/dates';

const MINUTE = new Intl.DateTimeFormat('zh-CN', { timeZone: 'Asia/Shanghai', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hour12: false });
const SECOND = new Intl.DateTimeFormat('zh-CN', { timeZone: 'Asia/Shanghai', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit', hour12: false });
const CLOCK = new Intl.DateTimeFormat('zh-CN', { timeZone: 'Asia/Shanghai', hour: '2-digit', minute: '2-digit', hour12: false });
const WEEKDAYS = ['周日', '周一', '周二', '周三', '周四', '周五', '周六'] as const;

/** 2026-03-02 09:05, always Beijing time (OPN-62). */
export function minuteOf(instant: string): string {
  return MINUTE.format(new Date(instant)).replace(/\//g, '-');
}

export function secondOf(instant: string): string {
  return SECOND.format(new Date(instant)).replace(/\//g, '-');
}

export function clockOf(instant: string | Date): string {
  return CLOCK.format(new Date(instant));
}

/** 2026年3月2日 of a calendar day. */
export function dayInWords(day: string): string {
  const [year, month, date] = day.split('-');
  return `${year}年${Number(month)}月${Number(date)}日`;
}

/** 3月2日（周一） */
export function shortDay(day: string): string {
  const [, month, date] = day.split('-');
  return `${Number(month)}月${Number(date)}日（${WEEKDAYS[new Date(`${day}T00:00:00Z`).getUTCDay()]}）`;
}

export function dayOf(instant: string): string {
  return shanghaiDate(instant);
}

export function today(): string {
  return shanghaiDate(new Date());
}
