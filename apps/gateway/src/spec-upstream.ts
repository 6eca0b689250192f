import { createServer, type IncomingHttpHeaders, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as a service got it. */
export interface Received {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A service of the spec's own: real HTTP, answers as told, keeps what it got. */
export interface Upstream {
  readonly url: string;
  readonly received: Received[];
  close(): Promise<void>;
}

/** `answer` gets each request after its body has been read. */
export async function upstream(answer: (received: Received, response: Parameters<RequestListener>[1]) => void | Promise<void>): Promise<Upstream> {
  const received: Received[] = [];
  const server: Server = createServer((request, response) => {
    void read(request).then(
      (body) => {
        const whole = { method: request.method ?? '', url: request.url ?? '', headers: request.headers, body };
        received.push(whole);
        return answer(whole, response);
      },
      // A caller that hung up before its end has asked nothing.
      () => response.destroy(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

/** A JSON answer. */
export function json(response: Parameters<RequestListener>[1], status: number, body: unknown, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}
