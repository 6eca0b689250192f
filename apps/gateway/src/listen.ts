import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Listening {
  readonly address: string;
  /** Answers what is under way, then ends. */
  stop(): Promise<void>;
}

/** Time for headers, and for a whole request with its body: a slow line may upload 6 MB, a slow drip may not stay (abuse 23). */
const HEADERS_MS = 15_000;
const REQUEST_MS = 120_000;
const KEEP_ALIVE_MS = 65_000;
const STOP_CHECK_MS = 50;

/** Opens the port; rejects when it is taken. */
export async function listen(handler: RequestListener, at: { HOST: string; PORT: number }): Promise<Listening> {
  const server = createServer({ headersTimeout: HEADERS_MS, requestTimeout: REQUEST_MS, keepAliveTimeout: KEEP_ALIVE_MS, maxHeaderSize: 16_384 }, handler);
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
