import { CORRELATION_ID } from '@beian/kit/http/correlation';
import { logger } from '@beian/kit/logging/logger';
import type { RequestHandler } from 'express';

const LONGEST_PATH = 512;

/** One line for each API request: method, path without its query, status, duration. No headers, no bodies. */
export const logRequests: RequestHandler = (request, response, next) => {
  if (!request.path.startsWith('/api/')) return next();
  const began = performance.now();
  const { method } = request;
  const path = request.path.slice(0, LONGEST_PATH);
  response.once('close', () => {
    const line = { correlation: response.getHeader(CORRELATION_ID), method, path, status: response.statusCode, ms: Math.round(performance.now() - began), ...(response.writableFinished ? {} : { cut: true }) };
    logger()[response.statusCode >= 500 ? 'warn' : 'info'](line, 'Request');
  });
  return next();
};
