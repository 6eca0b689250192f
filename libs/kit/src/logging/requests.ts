import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Params } from 'nestjs-pino';
import { logger } from './logger.ts';

const LONGEST_PATH = 512;

/** Without its query: what people search for is not for the log. */
function pathOf(request: { url?: string; originalUrl?: string }): string {
  return ((request.originalUrl ?? request.url ?? '').split('?', 1)[0] ?? '').slice(0, LONGEST_PATH);
}

/** One line a request: method, path, status, duration. No bodies, no headers, no query. */
export function requestLogging(): Params {
  return {
    pinoHttp: {
      logger: logger(),
      // The logger adds the correlation id to each line by itself; a second id would only repeat it.
      genReqId: () => undefined as never,
      quietReqLogger: true,
      autoLogging: { ignore: (request: IncomingMessage) => pathOf(request).startsWith('/health/') },
      customLogLevel: (_request: IncomingMessage, response: ServerResponse) => (response.statusCode >= 500 ? 'warn' : 'info'),
      serializers: {
        req: (request: { method?: string; url?: string; raw?: IncomingMessage & { originalUrl?: string } }) => ({ method: request.method, path: pathOf(request.raw ?? request) }),
        res: (response: { statusCode?: number }) => ({ status: response.statusCode }),
      },
    },
  };
}
