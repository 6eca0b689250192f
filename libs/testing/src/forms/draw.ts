import { drawing } from '../drawing.ts';

/** Draws by a seed: the same seed draws the same, everywhere. */
export interface Draw {
  /** A whole number from 0 to below `limit`. */
  below(limit: number): number;
  chance(share: number): boolean;
  pick<T>(list: readonly T[]): T;
  /** Between `least` and `most` of a list, each once, in a drawn order. */
  some<T>(list: readonly T[], least: number, most: number): T[];
  digits(count: number): string;
  hex(count: number): string;
}

export function drawOf(seed: number): Draw {
  const next = drawing(seed);
  const below = (limit: number): number => Math.floor(next() * limit);
  const pick = <T>(list: readonly T[]): T => list[below(list.length)]!;
  const letters = (of: string, count: number): string => Array.from({ length: count }, () => of[below(of.length)]).join('');
  return {
    below,
    pick,
    chance: (share) => next() < share,
    some: (list, least, most) => shuffled(list, below).slice(0, Math.min(list.length, least + below(most - least + 1))),
    digits: (count) => letters('0123456789', count),
    hex: (count) => letters('0123456789abcdef', count),
  };
}

function shuffled<T>(list: readonly T[], below: (limit: number) => number): T[] {
  const left = [...list];
  return list.map(() => left.splice(below(left.length), 1)[0]!);
}

/** Deals the options of a dictionary as cards: none comes twice before each has come once. */
export class Cards {
  private readonly packs = new Map<string, unknown[]>();
  private readonly draw: Draw;

  constructor(draw: Draw) {
    this.draw = draw;
  }

  /** So many different options of the dictionary named `pack`. */
  deal<T>(pack: string, options: readonly T[], count: number): T[] {
    const dealt = new Set<T>();
    while (dealt.size < Math.min(count, options.length)) {
      const left = (this.packs.get(pack) ?? []) as T[];
      if (left.length === 0) left.push(...this.draw.some(options, options.length, options.length));
      dealt.add(left.pop()!);
      this.packs.set(pack, left);
    }
    return [...dealt];
  }
}
