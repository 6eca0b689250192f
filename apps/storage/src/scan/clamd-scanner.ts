import { connect } from 'node:net';
import { logger } from '@beian/kit/logging/logger';
import { scannerDown } from '../upload/upload.errors.ts';
import type { MalwareScanner, ScanVerdict } from './malware-scanner.ts';

export interface ClamdSettings {
  readonly host: string;
  readonly port: number;
  /** For connection, file and verdict together. */
  readonly timeoutMs: number;
  /** `refuse`: nothing gets in unseen (503). `accept`: it gets in as unscanned, with an alarm. */
  readonly whenDown: 'refuse' | 'accept';
}

const CHUNK = 64 * 1024;
const LONGEST_ANSWER = 1024;
const ANSWER = /^stream: (?:(?<clean>OK)|(?<signature>.+) FOUND)$/;

/** ClamAV's daemon by its INSTREAM command (clamd(8)): length and bytes, chunk by chunk, then a length of zero; one answer. */
export function clamdScanner(settings: ClamdSettings): MalwareScanner {
  return {
    async scan(bytes) {
      try {
        return await ask(bytes, settings);
      } catch (error) {
        if (settings.whenDown === 'refuse') {
          logger().error({ alarm: 'scanner.down', err: error }, 'The malware scanner does not answer; uploads are refused');
          throw scannerDown();
        }
        logger().error({ alarm: 'scanner.down', err: error }, 'The malware scanner does not answer; an upload is taken unscanned');
        return { verdict: 'unscanned' };
      }
    },
  };
}

function ask(bytes: Buffer, { host, port, timeoutMs }: ClamdSettings): Promise<ScanVerdict> {
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(port, host);
    const fail = (why: string): void => {
      reject(new Error(`clamd ${why}`));
      socket.destroy();
    };
    const late = setTimeout(() => fail(`gave no verdict in ${timeoutMs} ms`), timeoutMs);
    socket.once('close', () => {
      clearTimeout(late);
      fail('hung up');
    });
    socket.on('error', (error: NodeJS.ErrnoException) => fail(`cannot be asked: ${error.code ?? error.message}`));
    socket.on('data', (chunk: Buffer) => {
      answer += chunk.toString('utf8');
      if (answer.length > LONGEST_ANSWER) return fail('says too much');
      const end = answer.indexOf('\0');
      if (end < 0) return;
      const verdict = verdictOf(answer.slice(0, end));
      if (!verdict) return fail(`says: ${answer.slice(0, end)}`);
      resolve(verdict);
      socket.destroy();
    });
    socket.once('connect', () => {
      socket.write('zINSTREAM\0');
      for (let at = 0; at < bytes.length; at += CHUNK) {
        const chunk = bytes.subarray(at, at + CHUNK);
        socket.write(lengthOf(chunk));
        socket.write(chunk);
      }
      socket.write(lengthOf(Buffer.alloc(0)));
    });
  });
}

function verdictOf(line: string): ScanVerdict | undefined {
  const groups = ANSWER.exec(line)?.groups;
  if (!groups) return undefined;
  return groups['clean'] === undefined ? { verdict: 'infected', signature: groups['signature'] ?? '' } : { verdict: 'clean' };
}

function lengthOf(chunk: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(chunk.length);
  return length;
}
