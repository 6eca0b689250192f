import { pipeline, type Readable, type Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { OutboundFault } from './outbound-fault.ts';

/** What is done with an answer that is longer than its limit. */
export type Overflow = 'fail' | 'cut';

const DECODERS: Readonly<Record<string, () => Transform>> = { gzip: createGunzip, 'x-gzip': createGunzip, deflate: createInflate, br: createBrotliDecompress };

/** A body that was read to its end, or to the limit. */
export interface BoundedBody {
  readonly bytes: Buffer;
  readonly cut: boolean;
}

/**
 * Reads at most `limit` bytes, counted both as they come and as they are after decompression, so that a bomb is given up
 * long before it is unpacked (abuse 31). One layer of compression is undone; more are no answer of an honest server.
 */
export async function readBounded(body: Readable, encoding: string, limit: number, overflow: Overflow, hop: number): Promise<BoundedBody> {
  // Given up before its end, the body says so as an error, which nobody waits for then.
  body.on('error', () => undefined);
  const names = encoding.split(',').map((name) => name.trim().toLowerCase()).filter((name) => name !== '' && name !== 'identity');
  const decoder = names[0] === undefined ? undefined : DECODERS[names[0]];
  if (names.length > 1 || (names.length === 1 && decoder === undefined)) {
    body.destroy();
    throw new OutboundFault('malformed', hop);
  }
  // The iterator below sees the decoder fail; pipeline's own word is heard so that it is not an unhandled one.
  const plain = decoder === undefined ? body : pipeline(body, decoder(), () => undefined);
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of plain as AsyncIterable<Buffer>) {
    chunks.push(chunk.subarray(0, limit - size));
    size += chunk.length;
    if (size <= limit) continue;
    body.destroy();
    if (overflow === 'fail') throw new OutboundFault('too_large', hop);
    return { bytes: Buffer.concat(chunks), cut: true };
  }
  return { bytes: Buffer.concat(chunks), cut: false };
}
