import { createServer, type AddressInfo, type Socket } from 'node:net';

/** The harmless file that every scanner calls malware; in two parts, so that no scanner takes this source for it. */
export const EICAR = Buffer.from(['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join(''));

/** A running clamd, or a stand-in that speaks its protocol. */
export interface ClamdUnderTest {
  readonly name: string;
  readonly address: string;
  close(): Promise<void>;
}

const LIMIT = 8 * 1024 * 1024;

/**
 * Speaks clamd's INSTREAM as clamd(8) has it: command, chunks by length, an answer that ends with NUL, then the connection is closed. Knows
 * one signature. `answer` replaces what it would say, or keeps it silent.
 */
export async function clamdStandIn(answer?: (found: string) => string | undefined): Promise<ClamdUnderTest> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    let read = Buffer.alloc(0);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
    socket.on('data', (chunk: Buffer) => {
      read = Buffer.concat([read, chunk]);
      const found = read.length > LIMIT ? 'INSTREAM size limit exceeded. ERROR' : verdictOn(read);
      if (found === undefined) return;
      const said = answer ? answer(found) : found;
      if (said !== undefined) socket.end(`${said}\0`);
    });
  });
  await new Promise<void>((up) => server.listen(0, '127.0.0.1', up));
  return {
    name: 'a stand-in for clamd',
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => new Promise((closed) => (server.close(() => closed()), sockets.forEach((socket) => socket.destroy()))),
  };
}

/** The clamd of CLAMD_ADDRESS, where there is one: its database must know EICAR. */
export function realClamd(): ClamdUnderTest[] {
  const address = process.env['CLAMD_ADDRESS'];
  return address === undefined || address === '' ? [] : [{ name: 'clamd', address, close: async () => undefined }];
}

/** What is said once the stream is whole. */
function verdictOn(read: Buffer): string | undefined {
  const command = 'zINSTREAM\0';
  if (read.length < command.length) return undefined;
  if (read.toString('latin1', 0, command.length) !== command) return 'UNKNOWN COMMAND';
  const chunks: Buffer[] = [];
  for (let at = command.length; at + 4 <= read.length; ) {
    const length = read.readUInt32BE(at);
    if (length === 0) return Buffer.concat(chunks).includes(EICAR) ? 'stream: Eicar-Test-Signature FOUND' : 'stream: OK';
    if (at + 4 + length > read.length) return undefined;
    chunks.push(read.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return undefined;
}
