import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Session } from '../demo/platform.ts';

/** Gives session cookies to the fuzzer, each from a login as a person does it, proof of work included. */
export interface Keeper {
  readonly url: string;
  close(): Promise<void>;
}

/** A request to `/main` or `/spare` is a new login of that slot; answers on this machine only. */
export async function openKeeper(signIn: (slot: 'main' | 'spare') => Promise<Session>): Promise<Keeper> {
  const server = createServer((request, response) => {
    signIn(request.url === '/spare' ? 'spare' : 'main').then((session) => response.end(session.cookieHeader()), (fault: Error) => response.writeHead(500).end(fault.message));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    }),
  };
}
