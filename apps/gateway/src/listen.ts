import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { GatewayEnvironment } from './config.ts';

export interface Listening {
  readonly address: string;
  /** Answers what is under way, then ends. */
  stop(): Promise<void>;
}

const KEEP_ALIVE_MS = 65_000;
/** How often slow requests are looked for. */
const SLOW_CHECK_MS = 1_000;
const HEADER_BYTES = 16_384;
const STOP_CHECK_MS = 50;

/** Opens the port; rejects when it is taken. A slow line may upload 6 MB; a slow drip of headers or body, and a reader who does not read, may not stay (abuse 23). */
export async function listen(handler: RequestListener, at: Pick<GatewayEnvironment, 'HOST' | 'PORT' | 'HEADERS_TIMEOUT_MS' | 'REQUEST_TIMEOUT_MS' | 'IDLE_TIMEOUT_MS'>): Promise<Listening> {
  const times = { headersTimeout: at.HEADERS_TIMEOUT_MS, requestTimeout: at.REQUEST_TIMEOUT_MS, connectionsCheckingInterval: SLOW_CHECK_MS, keepAliveTimeout: KEEP_ALIVE_MS };
  const server = createServer({ ...times, maxHeaderSize: HEADER_BYTES, insecureHTTPParser: false, requireHostHeader: true }, handler);
  server.timeout = at.IDLE_TIMEOUT_MS;
  // By bytes, not by number: beyond a number Node would drop headers in silence, and read another request than was sent.
  server.maxHeadersCount = 0;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(at.PORT, at.HOST, resolve);
  });
  const { address, port } = server.address() as AddressInfo;
  return {
    address: `http://${address}:${port}`,
    stop: () =>
      new Promise((resolve, reject) => {
        // A browser keeps its connection after the answer; without this the last one would be waited for a minute.
        const idle = setInterval(() => server.closeIdleConnections(), STOP_CHECK_MS);
        server.close((fault) => {
          clearInterval(idle);
          if (fault) reject(fault);
          else resolve();
        });
        server.closeIdleConnections();
      }),
  };
}
