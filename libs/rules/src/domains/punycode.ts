const BASE = 36;
const T_MIN = 1;
const T_MAX = 26;
const SKEW = 38;
const DAMP = 700;
const FIRST_BIAS = 72;
const FIRST_CODE = 128;

/** Decodes what follows `xn--` in a label (RFC 3492). Throws RangeError on a malformed one. */
export function decodePunycode(input: string): string {
  const split = input.lastIndexOf('-');
  const output = split > 0 ? [...input.slice(0, split)].map((character) => character.codePointAt(0) ?? 0) : [];
  let code = FIRST_CODE;
  let index = 0;
  let bias = FIRST_BIAS;
  for (let at = split > 0 ? split + 1 : 0; at < input.length;) {
    const before = index;
    for (let weight = 1, k = BASE; ; k += BASE) {
      const digit = digitOf(input.charCodeAt(at));
      at += 1;
      index += digit * weight;
      const threshold = Math.min(Math.max(k - bias, T_MIN), T_MAX);
      if (digit < threshold) break;
      weight *= BASE - threshold;
    }
    const length = output.length + 1;
    bias = adapt(index - before, length, before === 0);
    code += Math.floor(index / length);
    index %= length;
    if (code > 0x10ffff) throw new RangeError('malformed punycode');
    output.splice(index, 0, code);
    index += 1;
  }
  return String.fromCodePoint(...output);
}

function adapt(rawDelta: number, length: number, first: boolean): number {
  let delta = first ? Math.floor(rawDelta / DAMP) : rawDelta >> 1;
  delta += Math.floor(delta / length);
  let k = 0;
  for (; delta > ((BASE - T_MIN) * T_MAX) >> 1; k += BASE) delta = Math.floor(delta / (BASE - T_MIN));
  return k + Math.floor(((BASE - T_MIN + 1) * delta) / (delta + SKEW));
}

function digitOf(code: number): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30 + 26;
  const letter = (code | 0x20) - 0x61;
  if (letter >= 0 && letter < 26) return letter;
  throw new RangeError('malformed punycode');
}
