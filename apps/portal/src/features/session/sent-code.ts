/** The last code that was asked for on a form, so that a reload neither loses it nor forgets the waiting time. */
export interface SentCode {
  readonly to: string;
  readonly challenge: string;
  /** When the next may be asked for. */
  readonly again: number;
  /** When it ends. */
  readonly ends: number;
}

const KEY = 'beian.code.';

/** A challenge is no secret without the code; it ends with the tab all the same. */
export function keepSentCode(purpose: string, sent: SentCode): void {
  sessionStorage.setItem(KEY + purpose, JSON.stringify(sent));
}

export function readSentCode(purpose: string, now = Date.now()): SentCode | undefined {
  const text = sessionStorage.getItem(KEY + purpose);
  if (text === null) return undefined;
  const sent = JSON.parse(text) as SentCode;
  return sent.ends > now ? sent : undefined;
}

export function forgetSentCode(purpose: string): void {
  sessionStorage.removeItem(KEY + purpose);
}
