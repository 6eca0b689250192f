import type { Needle } from './needles.ts';

const HEAD = 4;
/** What people and programs put between digits and letters: 138-0013-8000, 周 文远. */
const SEPARATORS = /[\s\-._·•,，/()（）]+/g;

/** Finds thousands of needles in one pass: the first four bytes of each lead to the few that begin so. */
export class Matcher {
  private readonly byHead = new Map<number, Needle[]>();
  private readonly firstTwo = new Uint8Array(65_536);

  constructor(needles: readonly Needle[]) {
    for (const needle of needles) {
      if (needle.bytes.length < HEAD) throw new Error(`${needle.label} is too short to be looked for`);
      const head = needle.bytes.readInt32LE(0);
      this.byHead.set(head, [...(this.byHead.get(head) ?? []), needle]);
      this.firstTwo[needle.bytes.readUInt16LE(0)] = 1;
    }
  }

  /** The needles that stand in the bytes as they are, or once separators are taken out. */
  find(bytes: Buffer): Needle[] {
    const found = new Set<Needle>();
    this.search(bytes, found);
    this.search(Buffer.from(bytes.toString('utf8').replaceAll(SEPARATORS, ''), 'utf8'), found);
    return [...found];
  }

  private search(bytes: Buffer, found: Set<Needle>): void {
    for (let at = 0; at <= bytes.length - HEAD; at += 1) {
      if (this.firstTwo[bytes[at]! | (bytes[at + 1]! << 8)] === 0) continue;
      for (const needle of this.byHead.get(bytes.readInt32LE(at)) ?? []) {
        if (bytes.subarray(at, at + needle.bytes.length).equals(needle.bytes)) found.add(needle);
      }
    }
  }
}
