import { IllegalStateError } from '@temporalio/common';
import { DefaultLogger, Runtime, type LogLevel } from '@temporalio/worker';
import { logger } from '../logging/logger.ts';

const LEVELS: Readonly<Record<LogLevel, 'trace' | 'debug' | 'info' | 'warn' | 'error'>> = { TRACE: 'trace', DEBUG: 'debug', INFO: 'debug', WARN: 'warn', ERROR: 'error' };

let installed = false;

/**
 * Sends the SDK's lines to the service's log, and leaves signals alone: by itself the SDK stops its workers on SIGTERM at
 * once, before the requests under way are answered.
 */
export function installRuntime(): void {
  if (installed) return;
  installed = true;
  try {
    Runtime.install({
      shutdownSignals: [],
      logger: new DefaultLogger('INFO', ({ level, message, meta }) => logger()[LEVELS[level]]({ part: 'temporal', ...meta }, message)),
    });
  } catch (error) {
    // Specs install one of their own first; a process has exactly one.
    if (!(error instanceof IllegalStateError)) throw error;
  }
}
