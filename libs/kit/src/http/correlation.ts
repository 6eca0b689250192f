import type { IncomingMessage, ServerResponse } from 'node:http';
import { newId } from './uuid.ts';
import { withCorrelation } from '../logging/correlation.ts';

/** Header that carries the id from the gateway through a service and back to the caller. */
export const CORRELATION_ID = 'x-correlation-id';

const ACCEPTED = /^[\w.:/-]{8,128}$/;

/** Middleware: takes the caller's correlation id if it is a plain one, else makes one; echoes it. */
export function correlate(request: IncomingMessage, response: ServerResponse, next: () => void): void {
  const given = request.headers[CORRELATION_ID];
  const id = typeof given === 'string' && ACCEPTED.test(given) ? given : newId();
  response.setHeader(CORRELATION_ID, id);
  withCorrelation(id, next);
}
