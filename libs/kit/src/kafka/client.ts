import { Kafka, logLevel, type ISocketFactory, type LogEntry } from 'kafkajs';
import type { Logger } from 'pino';

/**
 * A client whose log lines go to the service's log. Its own errors are warnings there: each of them is retried, and
 * what lasts shows in `healthy()`.
 */
export function createKafka(options: { clientId: string; brokers: readonly string[]; logger: Logger; socketFactory?: ISocketFactory }): Kafka {
  const logger = options.logger.child({ part: 'kafka' });
  return new Kafka({
    clientId: options.clientId,
    brokers: [...options.brokers],
    connectionTimeout: 3_000,
    requestTimeout: 10_000,
    ...(options.socketFactory ? { socketFactory: options.socketFactory } : {}),
    logLevel: logLevel.WARN,
    logCreator: () => (entry) => write(logger, entry),
  });
}

function write(logger: Logger, { level, namespace, log }: LogEntry): void {
  const { message, error, groupId, retryCount } = log as { message: string; error?: unknown; groupId?: string; retryCount?: number };
  const line = { namespace, groupId, retryCount, error: error instanceof Error ? error.message : error };
  if (level === logLevel.ERROR) logger.warn(line, message);
  else logger.debug(line, message);
}
