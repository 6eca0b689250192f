import { pino, type DestinationStream, type Logger, type LoggerOptions } from 'pino';
import { initialLogLevel } from '../config/environment.ts';
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
    serializers: { err: describeError, error: describeError },
  };
  return destination ? pino(options, destination) : pino(options);
}

/** An error without its properties: drivers hang parameters and rows on them, which may be personal. */
function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const code = (error as { code?: unknown }).code;
  return { type: error.constructor.name, message: error.message, code, stack: error.stack };
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
