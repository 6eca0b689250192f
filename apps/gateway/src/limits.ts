import type { Request, RequestHandler, Response } from 'express';
import { ipKeyGenerator, rateLimit, type AugmentedRequest } from 'express-rate-limit';
import type { GatewayEnvironment } from './config.ts';
import { stateOf } from './incoming.ts';
import { bodyTooLarge, lengthRequired, tooManyRequests, unsupportedType } from './problems.ts';
import { limitsFor, MINUTE, type Limit } from './rate-classes.ts';
import { sessionHash } from './session-exchange.ts';

/** Subscribers get a whole /64 of IPv6, and may take a new address of it for every request. */
const IPV6_SUBNET = 64;

/** What one address may ask. Stands before the session is exchanged, so that invented cookies are counted too. */
export function addressLimits(environment: GatewayEnvironment): RequestHandler[] {
  return limitsFor('address').map((limit) => limiter(environment, limit, addressOf, () => true));
}

/** What one account may ask, from however many addresses and sessions. */
export function accountLimits(environment: GatewayEnvironment): RequestHandler[] {
  return limitsFor('account').map((limit) => limiter(environment, limit, holderOf, (response) => stateOf(response).session !== undefined));
}

const JSON_TYPE = /^application\/json\s*(;|$)/i;
const FORM_TYPE = /^multipart\/form-data\s*;/i;

/**
 * JSON up to 1 MB, uploads up to 6 MB; a body of unannounced length is refused, as none of our pages sends one, and so is
 * every type that a foreign page's form could send without asking (abuse 34).
 */
export function bodyLimit(environment: GatewayEnvironment): RequestHandler {
  return (request, response, next) => {
    const { route } = stateOf(response);
    if (request.headers['transfer-encoding'] !== undefined) return next(lengthRequired());
    const isUpload = route.service === 'storage' && request.method === 'POST';
    const length = Number(request.headers['content-length'] ?? 0);
    if (length > (isUpload ? environment.UPLOAD_LIMIT_BYTES : environment.BODY_LIMIT_BYTES)) return next(bodyTooLarge());
    const type = request.headers['content-type'] ?? '';
    const isKnown = JSON_TYPE.test(type) || (isUpload && FORM_TYPE.test(type));
    return next(length > 0 && !isKnown ? unsupportedType() : undefined);
  };
}

function limiter(environment: GatewayEnvironment, limit: Limit, keyGenerator: (request: Request, response: Response) => string, counts: (response: Response) => boolean): RequestHandler {
  return rateLimit({
    windowMs: limit.windowMs ?? MINUTE,
    limit: Math.max(1, Math.floor(environment[limit.ceiling] / environment.GATEWAY_PROCESSES)),
    keyGenerator,
    skip: (request, response) => !counts(response) || !limit.counts(request.method, stateOf(response).route),
    standardHeaders: false,
    legacyHeaders: false,
    handler: (request, response, next) => {
      const { resetTime } = (request as AugmentedRequest)['rateLimit'] as { resetTime?: Date };
      const seconds = Math.max(1, Math.ceil(((resetTime?.getTime() ?? Date.now() + MINUTE) - Date.now()) / 1000));
      response.setHeader('retry-after', String(seconds));
      next(tooManyRequests(undefined, `请在 ${seconds < 120 ? `${seconds} 秒` : `${Math.ceil(seconds / 60)} 分钟`}后重试。`));
    },
  });
}

function addressOf(request: Request): string {
  return ipKeyGenerator(request.ip ?? 'unknown', IPV6_SUBNET);
}

function holderOf(_request: Request, response: Response): string {
  const { account, session } = stateOf(response);
  return account ?? sessionHash(session ?? '');
}
