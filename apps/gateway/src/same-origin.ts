/** Header that a page of another origin cannot send without asking first, and we never allow it to ask. */
export const REQUEST_HEADER = 'x-beian-request';

const SAFE: ReadonlySet<string> = new Set(['GET', 'HEAD']);

/** What is looked at; header names in lower case. */
export interface Asked {
  readonly method: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

/**
 * Whether a request may have been sent by our own pages only (abuse 34). Anything but reading needs the header and an Origin
 * that is the public one or, as people also type `localhost`, the very host asked. Behind TLS only https counts. What the
 * browser says about the sender (Fetch Metadata) is held against it, never for it: older browsers say nothing.
 */
export function isSameOrigin({ method, headers }: Asked, publicOrigin: string): boolean {
  const { origin, host, 'sec-fetch-site': site } = headers;
  if (SAFE.has(method)) return mayRead(headers);
  if (site !== undefined && site !== 'same-origin') return false;
  if (headers[REQUEST_HEADER] !== '1' || typeof origin !== 'string') return false;
  const wanted = new URL(publicOrigin);
  if (origin === wanted.origin) return true;
  const given = URL.parse(origin);
  return given !== null && given.origin === origin && given.protocol === wanted.protocol && given.host === host;
}

/** Our own pages, programs, and people who follow a link or come back from signing in elsewhere; no picture or script of another site. */
function mayRead({ 'sec-fetch-site': site, 'sec-fetch-mode': mode, 'sec-fetch-dest': dest }: Asked['headers']): boolean {
  if (site === undefined || site === 'same-origin' || site === 'none') return true;
  return mode === 'navigate' && dest === 'document';
}
