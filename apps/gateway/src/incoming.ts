import { SIGN_ON_COOKIE } from '@beian/contracts/identity/sign-on';
import { parseCookie } from 'cookie';
import type { Request, Response } from 'express';
import type { Route } from './route.ts';

/** What the steps of one API request tell each other. */
export interface ApiState {
  readonly route: Route;
  /** The session cookie as the browser sent it, while it may be good. */
  session?: string | undefined;
  /** Whose session it is, once identity has said so. */
  account?: string | undefined;
  /** Answers for a service that does not. */
  fail?: () => void;
}

/** Typed access to what is kept for one request. */
export function stateOf(response: Response): ApiState {
  return response.locals as ApiState;
}

/** The session cookie, if there is one. */
export function sessionCookieOf(request: Request, name: string): string | undefined {
  const value = parseCookie(request.headers.cookie ?? '')[name];
  return value === undefined || value === '' ? undefined : value;
}

/** The browser's half of a sign-on under way, for identity's sign-on routes alone; a cookie named twice is none. */
export function signOnCookieOf(request: Request, { service, path }: Route): string | undefined {
  if (service !== 'identity' || !/^\/sso(\/|$)/i.test(path)) return undefined;
  const given = (request.headers.cookie ?? '').split(';').filter((pair) => pair.trim().startsWith(`${SIGN_ON_COOKIE}=`));
  return given.length === 1 ? parseCookie(given[0]!)[SIGN_ON_COOKIE] : undefined;
}

/** Headers that say who asks and from where; only the gateway may say so to a service. */
const CLAIMS = ['authorization', 'proxy-authorization', 'cookie', 'forwarded', 'x-real-ip', 'x-client-ip', 'true-client-ip', 'cf-connecting-ip', 'via', 'expect', 'te', 'trailer', 'upgrade', 'keep-alive', 'proxy-connection', 'connection'];
const CLAIM_FAMILIES = /^(x-forwarded-|x-beian-|x-original-|x-rewrite-)/;

/** Replaces what the browser claims about itself by what the gateway knows. */
export function ownHeaders(request: Request): void {
  const address = request.ip ?? '';
  const { headers } = request;
  const closes = /\bclose\b/i.test(headers.connection ?? '');
  for (const name of Object.keys(headers)) if (CLAIMS.includes(name) || CLAIM_FAMILIES.test(name)) delete headers[name];
  headers['x-forwarded-for'] = address;
  // The one word about the connection that is the browser's to say; without it the proxy would promise to keep it.
  if (closes) headers.connection = 'close';
  headers['x-forwarded-proto'] = request.protocol;
  if (headers.host !== undefined) headers['x-forwarded-host'] = headers.host;
}
