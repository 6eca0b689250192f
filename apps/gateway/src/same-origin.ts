/** Header that a page of another origin cannot send without asking first, and we never allow it to ask. */
export const REQUEST_HEADER = 'x-beian-request';

const SAFE: ReadonlySet<string> = new Set(['GET', 'HEAD']);

/** What is looked at; header names in lower case. */
export interface Asked {
  readonly method: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

/**
 * Whether a request may have been sent by our own pages only (abuse 34): reading is free, anything else needs the header and
 * an Origin that is the public one or, as people also type `localhost`, the very host asked. Behind TLS only https counts.
 */
export function isSameOrigin({ method, headers }: Asked, publicOrigin: string): boolean {
  if (SAFE.has(method)) return true;
  const { origin, host } = headers;
  if (headers[REQUEST_HEADER] !== '1' || typeof origin !== 'string') return false;
  const wanted = new URL(publicOrigin);
  if (origin === wanted.origin) return true;
  const given = URL.parse(origin);
  return given !== null && given.origin === origin && given.protocol === wanted.protocol && given.host === host;
}
