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
        server.on('error', (error) => logger().warn({ err: error }, 'A service does not answer'));
        server.on('proxyRes', (answer, request, response) => afterAnswer(exchange, request, response, answer));
      },
    ],
  });
  return (request, response, next) => {
    if (services[stateOf(response).route.service] === undefined) return next(serviceDown());
    void proxy(request, response, (fault?: unknown) => {
      // The browser has gone, or the answer has begun: there is nobody to tell.
      if (fault === undefined || response.headersSent || response.destroyed) return response.destroy();
      return next(serviceDown());
    });
  };
}

/** A logout ends the session here at once; a token that was refused is not used again; no other service sets cookies. */
function afterAnswer(exchange: SessionExchange, request: Request, response: Response, answer: { statusCode?: number; headers: Record<string, unknown> }): void {
  const { route, session } = stateOf(response);
  if (route.service !== 'identity') delete answer.headers['set-cookie'];
  if (session === undefined) return;
  const endsSession = route.service === 'identity' && route.path.startsWith('/sessions') && request.method !== 'GET';
  if (answer.statusCode === 401 || endsSession) exchange.drop(session);
}

function queryOf(url: string): string {
  const at = url.indexOf('?');
  return at < 0 ? '' : url.slice(at);
}
