import type { ServiceName } from '@beian/contracts/services';
import { logger } from '@beian/kit/logging/logger';
import type { Request, RequestHandler, Response } from 'express';
import { createProxyMiddleware } from 'http-proxy-middleware';
import { stateOf } from './incoming.ts';
import { serviceDown } from './problems.ts';
import type { SessionExchange } from './session-exchange.ts';

export interface ProxyOptions {
  readonly services: Partial<Record<ServiceName, string>>;
  readonly timeoutMs: number;
  readonly exchange: SessionExchange;
}

/** Hands the request to its service. A service that is down, hangs up or does not answer in time is a 503 (abuse 23, faults). */
export function toService({ services, timeoutMs, exchange }: ProxyOptions): RequestHandler {
  const proxy = createProxyMiddleware<Request, Response>({
    router: (_request, response) => services[stateOf(response!).route.service] ?? '',
    pathRewrite: (path, _request, response) => `${stateOf(response!).route.path}${queryOf(path)}`,
    proxyTimeout: timeoutMs,
    // The stock plugins answer faults by themselves, in English text; ours go to the one problem handler.
    ejectPlugins: true,
    plugins: [
      (server) => {
        // With a listener for it the proxy's own promise never fails, and `next` is not called.
        server.on('error', (error, _request, response) => {
          logger().warn({ err: error, service: stateOf(response as Response).route.service }, 'A service does not answer');
          stateOf(response as Response).fail?.();
        });
        server.on('proxyRes', (answer, request, response) => afterAnswer(exchange, request, response, answer));
      },
    ],
  });
  return (request, response, next) => {
    if (services[stateOf(response).route.service] === undefined) return next(serviceDown());
    stateOf(response).fail = () => {
      // An answer that has begun can only be cut.
      if (response.headersSent) response.destroy();
      else if (!response.destroyed) next(serviceDown());
    };
    return proxy(request, response, next).catch(next);
  };
}

/** Where the gateway has set these, they count: services do not know the public origin. A sandbox for uploads is stricter. */
const GATEWAY_SAYS = ['content-security-policy', 'strict-transport-security', 'x-frame-options', 'referrer-policy', 'cross-origin-opener-policy', 'cross-origin-resource-policy'];

/** A logout ends the session here at once; a token that was refused is not used again; no other service sets cookies. */
function afterAnswer(exchange: SessionExchange, request: Request, response: Response, answer: { statusCode?: number; headers: Record<string, unknown> }): void {
  const { route, session } = stateOf(response);
  const { headers } = answer;
  if (route.service !== 'identity') delete headers['set-cookie'];
  const isSandboxed = /\bsandbox\b/.test(String(headers['content-security-policy'] ?? ''));
  for (const name of GATEWAY_SAYS) if (!(isSandboxed && name === 'content-security-policy')) delete headers[name];
  delete headers['keep-alive'];
  if (session === undefined) return;
  // A login replaces the session; single sign-on does so on its way back, and may have proven more of the person.
  const isLogin = (route.path.startsWith('/sessions') && request.method !== 'GET') || /^\/sso\//i.test(route.path);
  const endsSession = route.service === 'identity' && isLogin;
  if (answer.statusCode === 401 || endsSession) exchange.drop(session);
}

function queryOf(url: string): string {
  const at = url.indexOf('?');
  return at < 0 ? '' : url.slice(at);
}
