import type { Request, RequestHandler, Response } from 'express';
import { ipKeyGenerator, rateLimit } from 'express-rate-limit';
import type { GatewayEnvironment } from './config.ts';
import { sessionCookieOf, stateOf } from './incoming.ts';
import { bodyTooLarge, lengthRequired, tooManyRequests } from './problems.ts';
import type { Route } from './route.ts';
import { sessionHash } from './session-exchange.ts';

type Ceiling = 'RATE_LOGIN' | 'RATE_REGISTER' | 'RATE_CAPTCHA' | 'RATE_LOOKUP';

/** What is dear to answer, or worth guessing at (abuse 12, 13, 18). */
const LIMITED: readonly { readonly ceiling: Ceiling; readonly method: string; readonly service: string; readonly path: string }[] = [
  { ceiling: 'RATE_LOGIN', method: 'POST', service: 'identity', path: '/sessions' },
  { ceiling: 'RATE_LOGIN', method: 'POST', service: 'identity', path: '/sso' },
  { ceiling: 'RATE_LOGIN', method: 'GET', service: 'identity', path: '/sso/citizens' },
  { ceiling: 'RATE_LOGIN', method: 'GET', service: 'identity', path: '/sso/officers' },
  { ceiling: 'RATE_LOGIN', method: 'POST', service: 'identity', path: '/second-factor' },
  { ceiling: 'RATE_REGISTER', method: 'POST', service: 'identity', path: '/accounts' },
  { ceiling: 'RATE_CAPTCHA', method: 'GET', service: 'identity', path: '/captcha' },
  { ceiling: 'RATE_LOOKUP', method: 'GET', service: 'filing', path: '/public/filings' },
];

/** The ceiling that a request counts against besides the general one. Services read paths without regard to case. */
export function ceilingOf(method: string, route: Route): Ceiling | undefined {
  const asked = method === 'HEAD' ? 'GET' : method;
  const path = decodeURIComponent(route.path).toLowerCase();
  return LIMITED.find((limit) => limit.method === asked && limit.service === route.service && (path === limit.path || path.startsWith(`${limit.path}/`)))?.ceiling;
}

/** Requests a minute by address and, where there is a session, by session too; counted in this process. */
export function rateLimits(environment: GatewayEnvironment): RequestHandler[] {
  const ceilings = [...new Set(LIMITED.map(({ ceiling }) => ceiling))];
  const special = ceilings.flatMap((ceiling) => {
    const counts = (request: Request, response: Response): boolean => ceilingOf(request.method, stateOf(response).route) === ceiling;
    return [limiter(environment[ceiling], addressOf, counts), limiter(environment[ceiling], sessionOf, (request, response) => counts(request, response) && sessionCookieOf(request) !== undefined)];
  });
  return [limiter(environment.RATE_API, addressOf, () => true), ...special];
}

/** JSON up to 1 MB, uploads up to 6 MB; a body of unannounced length is refused, as none of our pages sends one. */
export function bodyLimit(environment: GatewayEnvironment): RequestHandler {
  return (request, response, next) => {
    const { route } = stateOf(response);
    if (request.headers['transfer-encoding'] !== undefined) return next(lengthRequired());
    const limit = route.service === 'storage' && request.method === 'POST' ? environment.UPLOAD_LIMIT_BYTES : environment.BODY_LIMIT_BYTES;
    return next(Number(request.headers['content-length'] ?? 0) > limit ? bodyTooLarge() : undefined);
  };
}

function limiter(limit: number, keyGenerator: (request: Request) => string, counts: (request: Request, response: Response) => boolean): RequestHandler {
  return rateLimit({
    windowMs: 60_000,
    limit,
    keyGenerator,
    skip: (request, response) => !counts(request, response),
    standardHeaders: false,
    legacyHeaders: false,
    handler: (_request, response, next) => {
      response.setHeader('retry-after', '60');
      next(tooManyRequests());
    },
  });
}

function addressOf(request: Request): string {
  return ipKeyGenerator(request.ip ?? 'unknown');
}

function sessionOf(request: Request): string {
  return sessionHash(sessionCookieOf(request) ?? '');
}
