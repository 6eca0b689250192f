import { decode } from 'bmp-ts';

/** Pixels of a bitmap, three bytes each. */
export interface RawPicture {
  readonly data: Buffer;
  readonly width: number;
  readonly height: number;
  readonly channels: 4;
}

const HEADER_BYTES = 54;
/** BI_RGB, BI_BITFIELDS, BI_ALPHABITFIELDS: one row is as long as its header says. Run-length coded ones may be bombs. */
const PLAIN = new Set([0, 3, 6]);
const DEPTHS = new Set([1, 4, 8, 16, 24, 32]);

/** How a bitmap describes itself; undefined when it does not hold the pixels that it promises. */
export function bitmapSize(bytes: Buffer): { width: number; height: number } | undefined {
  if (bytes.length < HEADER_BYTES || bytes.toString('latin1', 0, 2) !== 'BM') return undefined;
  const offset = bytes.readUInt32LE(10);
  const [headerSize, width, height] = [bytes.readUInt32LE(14), bytes.readInt32LE(18), Math.abs(bytes.readInt32LE(22))];
  const [depth, compression] = [bytes.readUInt16LE(28), bytes.readUInt32LE(30)];
  if (headerSize < 40 || width < 1 || height < 1 || !DEPTHS.has(depth) || !PLAIN.has(compression)) return undefined;
  const row = Math.ceil((width * depth) / 32) * 4;
  return offset + row * height <= bytes.length ? { width, height } : undefined;
}

/** Unpacks a bitmap whose size was checked; undefined when it cannot be read. libvips has no loader of its own for them. */
export function readBitmap(bytes: Buffer): RawPicture | undefined {
  try {
    const { data, width, height } = decode(bytes, { toRGBA: true });
    return data.length === width * height * 4 ? { data, width, height, channels: 4 } : undefined;
  } catch {
    // Whatever the decoder stumbles over, such as a palette that is not there, is a fault of the file.
    return undefined;
  }
}
