import { pino, type DestinationStream, type Logger, type LoggerOptions } from 'pino';
import { initialLogLevel } from '../config/environment.ts';
import { cleanLine } from './clean-line.ts';
import { findCorrelation } from './correlation.ts';

/** Fields that never reach a log, wherever they stand in a logged object down to the third level. */
const SECRET_FIELDS = ['authorization', 'cookie', '"set-cookie"', 'password', 'mobile', 'idNumber', 'name', 'token', 'email', 'address'];
/** Names of things, not of persons. */
const REDACTED = SECRET_FIELDS.flatMap((field) => (field.startsWith('"') ? [`*[${field}]`, `*.*[${field}]`] : [field, `*.${field}`, `*.*.${field}`]));

/** A structured logger; each line carries the service and the correlation id. Writes to standard output by default. */
export function createLogger(service: string, level = 'info', destination?: DestinationStream): Logger {
  const options: LoggerOptions = {
    level,
    base: { service },
    redact: { paths: REDACTED, censor: '[redacted]' },
    timestamp: pino.stdTimeFunctions.isoTime,
    mixin: () => {
      const correlation = findCorrelation();
      return correlation === undefined ? {} : { correlation };
    },
    formatters: { log: withoutErrors },
    hooks: { streamWrite: cleanLine },
  };
  return destination ? pino(options, destination) : pino(options);
}

/** Errors under whatever key they are logged: as an object each would give away all that its driver hung on it. */
function withoutErrors(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, describeError(value)]));
}

interface ErrorLike {
  readonly name?: unknown;
  readonly message: string;
  readonly stack: string;
  readonly code?: unknown;
  readonly cause?: unknown;
}

/** By form: errors of Node's own modules may come from another realm. */
function isErrorLike(value: unknown): value is ErrorLike {
  const { message, stack } = (typeof value === 'object' && value !== null ? value : {}) as Partial<ErrorLike>;
  return typeof message === 'string' && typeof stack === 'string';
}

/** An error without its properties: drivers hang parameters, rows, requests and answers on them, which may be personal. */
function describeError(error: unknown, depth = 0): unknown {
  if (!isErrorLike(error)) return error;
  const { code, message, stack, cause } = error;
  return {
    type: (error as object).constructor.name, message, stack,
    ...((typeof code === 'string' || typeof code === 'number') && { code }),
    ...(depth < 3 && isErrorLike(cause) && { cause: describeError(cause, depth + 1) }),
  };
}

let processLogger = createLogger('beian', initialLogLevel());

/** The process's logger, for plumbing that no container builds. */
export function logger(): Logger {
  return processLogger;
}

/** Called once at start, with the service's own. */
export function useLogger(own: Logger): void {
  processLogger = own;
}
