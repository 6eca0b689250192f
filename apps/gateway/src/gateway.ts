import { sessionCookieName } from '@beian/contracts/identity/api';
import { SIGN_ON_HEADER } from '@beian/contracts/identity/sign-on';
import type { Keys } from '@beian/kit/auth/keys';
import { CORRELATION_ID, correlate } from '@beian/kit/http/correlation';
import { stringifySetCookie } from 'cookie';
import express, { type Express, type RequestHandler } from 'express';
import type { GatewayEnvironment } from './config.ts';
import { health } from './health.ts';
import { ownHeaders, sessionCookieOf, signOnCookieOf, stateOf } from './incoming.ts';
import { accountLimits, addressLimits, bodyLimit } from './limits.ts';
import { portal } from './portal.ts';
import { answerProblem, answerSignOn, foreignOrigin, routeUnknown } from './problems.ts';
import { toService } from './proxy.ts';
import { logRequests } from './request-log.ts';
import { routeOf } from './route.ts';
import { isSameOrigin } from './same-origin.ts';
import { DATA_POLICY, securityHeaders } from './security-headers.ts';
import { SessionExchange } from './session-exchange.ts';

const METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']);

/** The one origin of portal and API. Steps in order: each either answers or passes the request on. */
export function createGateway(environment: GatewayEnvironment, keys: Keys): Express {
  const { GATEWAY_ORIGIN: origin, SERVICES: services } = environment;
  const exchange = new SessionExchange({ identityUrl: services.identity ?? '', keys });
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', environment.TRUSTED_PROXIES);
  app.use(ownCorrelation, logRequests, ...securityHeaders(environment));
  app.use('/health', health(services.identity ?? ''));
  app.use(
    '/api',
    findRoute,
    refuseForeign(origin),
    bodyLimit(environment),
    ...addressLimits(environment),
    exchangeSession(exchange, origin),
    ...accountLimits(environment),
    toService({ services, timeoutMs: environment.UPSTREAM_TIMEOUT_MS, exchange }),
  );
  app.use(portal(environment.PORTAL_DIR, origin));
  app.use(answerSignOn, answerProblem);
  return app;
}

/** Ids from outside would let one caller write into another's trail, so the gateway always makes them. */
const ownCorrelation: RequestHandler = (request, response, next) => {
  delete request.headers[CORRELATION_ID];
  correlate(request, response, () => {
    request.headers[CORRELATION_ID] = String(response.getHeader(CORRELATION_ID));
    next();
  });
};

const findRoute: RequestHandler = (request, response, next) => {
  const route = METHODS.has(request.method) ? routeOf(request.path) : undefined;
  if (!route) return next(routeUnknown());
  response.locals = { route };
  response.setHeader('cache-control', 'no-store');
  response.setHeader('content-security-policy', DATA_POLICY);
  return next();
};

function refuseForeign(origin: string): RequestHandler {
  return (request, _response, next) => next(isSameOrigin(request, origin) ? undefined : foreignOrigin());
}

/** Cookie → principal token. A session that is over loses its cookie, and its request goes on as anybody's. */
function exchangeSession(exchange: SessionExchange, origin: string): RequestHandler {
  const name = sessionCookieName(origin);
  const clearing = stringifySetCookie({ name, value: '', path: '/', httpOnly: true, sameSite: 'lax', secure: origin.startsWith('https:'), maxAge: 0 });
  return async (request, response, next) => {
    const cookie = sessionCookieOf(request, name);
    const signOn = signOnCookieOf(request, stateOf(response).route);
    ownHeaders(request);
    if (signOn !== undefined && signOn !== '') request.headers[SIGN_ON_HEADER] = signOn;
    if (cookie === undefined) return next();
    const exchanged = await exchange.exchange(cookie);
    if (exchanged === 'unknown') {
      response.setHeader('set-cookie', clearing);
      return next();
    }
    Object.assign(stateOf(response), { session: cookie, account: exchanged.account });
    request.headers.authorization = `Bearer ${exchanged.token}`;
    return next();
  };
}
