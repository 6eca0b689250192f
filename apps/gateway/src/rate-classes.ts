import type { GatewayEnvironment } from './config.ts';
import type { Route } from './route.ts';

export const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

type Ceiling = Extract<keyof GatewayEnvironment, `RATE_${string}`>;
type Counts = (method: string, route: Route) => boolean;

/** One ceiling, whose requests it counts, and for whom. */
export interface Limit {
  readonly ceiling: Ceiling;
  readonly per: 'address' | 'account';
  readonly counts: Counts;
  /** A minute if not said. */
  readonly windowMs?: number;
}

const isRead = (method: string): boolean => method === 'GET' || method === 'HEAD';
const isWrite: Counts = (method) => !isRead(method);
const isUpload: Counts = (method, { service }) => service === 'storage' && method === 'POST';

/** Services read paths without regard to case, so they are compared in lower case. */
function path(kind: 'GET' | 'POST', service: Route['service'], pattern: RegExp): Counts {
  return (method, route) => (kind === 'GET' ? isRead(method) : method === kind) && route.service === service && pattern.test(decodeURIComponent(route.path).toLowerCase());
}

const login = path('POST', 'identity', /^\/sessions(\/|$)/);
const signOn: Counts = (method, route) => path('POST', 'identity', /^\/sso(\/|$)/)(method, route) || path('GET', 'identity', /^\/sso\/(citizens|officers)(\/|$)/)(method, route);
const registration = path('POST', 'identity', /^\/accounts(\/|$)/);
/** Whatever makes identity send a code, or tries one or the own password. Registration, which tries one too, has its own ceiling. */
const code = path('POST', 'identity', /^\/(codes|password-resets|account\/(password|mobile|email)|sessions\/second-factor|second-factor|enrolments)(\/|$)/);
const captcha = path('GET', 'identity', /^\/captcha(\/|$)/);
const lookUp = path('GET', 'filing', /^\/public\/filings(\/|$)/);
const everything: Counts = () => true;

/** What is dear to answer or worth guessing at has ceilings of its own (abuse 12, 13, 18), besides those for all. */
const LIMITS: readonly Limit[] = [
  { ceiling: 'RATE_API', per: 'address', counts: everything },
  { ceiling: 'RATE_WRITE', per: 'address', counts: isWrite },
  { ceiling: 'RATE_UPLOAD', per: 'address', counts: isUpload },
  { ceiling: 'RATE_LOGIN', per: 'address', counts: login },
  { ceiling: 'RATE_LOGIN', per: 'address', counts: signOn },
  { ceiling: 'RATE_REGISTER', per: 'address', counts: registration },
  { ceiling: 'RATE_CODE', per: 'address', counts: code },
  { ceiling: 'RATE_CAPTCHA', per: 'address', counts: captcha },
  { ceiling: 'RATE_LOOKUP', per: 'address', counts: lookUp },
  // Walking through all numbers takes hours at any speed that a person could read at.
  { ceiling: 'RATE_LOOKUP_HOUR', per: 'address', counts: lookUp, windowMs: HOUR },
  { ceiling: 'RATE_ACCOUNT_API', per: 'account', counts: everything },
  { ceiling: 'RATE_ACCOUNT_WRITE', per: 'account', counts: isWrite },
  { ceiling: 'RATE_ACCOUNT_UPLOAD', per: 'account', counts: isUpload },
  { ceiling: 'RATE_CODE', per: 'account', counts: code },
  { ceiling: 'RATE_LOOKUP', per: 'account', counts: lookUp },
  { ceiling: 'RATE_LOOKUP_HOUR', per: 'account', counts: lookUp, windowMs: HOUR },
];

export function limitsFor(per: Limit['per']): Limit[] {
  return LIMITS.filter((limit) => limit.per === per);
}

/** The ceilings that a request counts against, for specs. */
export function ceilingsOf(per: Limit['per'], method: string, route: Route): Ceiling[] {
  return limitsFor(per).filter(({ counts }) => counts(method, route)).map(({ ceiling }) => ceiling);
}
