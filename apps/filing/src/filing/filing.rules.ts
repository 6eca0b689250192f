import type { FilingView } from '@beian/contracts/filing/api';
import { addDays, shanghaiDate, type LocalDate } from '@beian/rules/calendar/dates';

type FilingState = FilingView['state'];

/** Words for the state of a filing on lists. */
export const FILING_STATE_LABELS: Readonly<Record<FilingState, string>> = { pending: '办理中', filed: '已备案', cancelled: '已注销', ended: '未备案' };

/** Days within which number and icon should stand on the site (OPN-30): a reminder, no sanction. */
const DISPLAY_DAYS = 30;

export function displayBy(issuedAt: Date): LocalDate {
  return addDays(shanghaiDate(issuedAt), DISPLAY_DAYS);
}

/** OPN-28: the snippet for the foot of the home page; the icon stands before the number (NUM-05). Everything is escaped. */
export function htmlCode(filing: { code: string; number: string }, links: { lookup: string; icon: string }): string {
  const { code, number } = filing;
  const target = `${links.lookup}?code=${encodeURIComponent(code)}`;
  return `<a href="${escapeHtml(target)}" rel="noreferrer" target="_blank"><img src="${escapeHtml(links.icon)}" alt="">${escapeHtml(number)}</a>`;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}
