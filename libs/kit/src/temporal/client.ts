import { Client, Connection } from '@temporalio/client';
import { logger } from '../logging/logger.ts';
import { unavailable } from '../errors/domain-error.ts';

/** A client that connects when first asked for; a service starts and serves while Temporal is down. */
export interface LazyTemporal {
  /** Rejects with `temporal.unavailable` (503) when Temporal does not answer; the next call tries again. */
  getTemporal(): Promise<Client>;
  /** Whether a connection has been made; the client itself reconnects after that. */
  connected(): boolean;
  close(): Promise<void>;
}

const CONNECT_TIMEOUT = '2 seconds';

/** A lazy client of one namespace; concurrent first calls share one attempt. */
export function lazyTemporal(options: { address: string; namespace: string }): LazyTemporal {
  let pending: Promise<Client> | undefined;
  let connection: Connection | undefined;

  async function connect(): Promise<Client> {
    try {
      connection = await Connection.connect({ address: options.address, connectTimeout: CONNECT_TIMEOUT });
      return new Client({ connection, namespace: options.namespace });
    } catch (error) {
      pending = undefined;
      logger().warn({ err: error }, 'Temporal does not answer');
      throw unavailable('temporal.unavailable');
    }
  }

  return {
    getTemporal: () => (pending ??= connect()),
    connected: () => connection !== undefined,
    async close() {
      await pending?.catch(() => undefined);
      await connection?.close();
      connection = undefined;
      pending = undefined;
    },
  };
}
