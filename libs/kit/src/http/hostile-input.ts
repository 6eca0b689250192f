import type { FieldProblem } from '@beian/contracts/problem';

/** No form of ours is nested deeper; recursion over what is (zod, JSON.stringify) would end with the stack. */
const DEEPEST = 40;
/** No form of ours has as many values; each costs time in every check, and a line in the answer (abuse 35). */
const MOST_VALUES = 20_000;
/** More faults than anybody reads: an answer must not be larger than what it answers. */
export const MOST_FAULTS = 100;
/** PostgreSQL's text and jsonb hold no NUL, UTF-8 and RFC 8785 no half of a pair: such a command would fail at each try. */
const UNSTORABLE = /\0|\p{Cs}/u;

interface Place {
  readonly value: unknown;
  readonly depth: number;
  readonly key: string;
  readonly above: Place | undefined;
}

/** Text that cannot be stored, nesting that cannot be walked, and more values than any form has, anywhere in what a caller sent; by field. */
export function findHostile(input: unknown, prefix: string | undefined): FieldProblem[] {
  const found: FieldProblem[] = [];
  let values = 0;
  const waiting: Place[] = [{ value: input, depth: 0, key: prefix ?? '', above: undefined }];
  for (let place = waiting.pop(); place !== undefined && found.length < MOST_FAULTS; place = waiting.pop()) {
    const { value, depth } = place;
    if (typeof value === 'string' && UNSTORABLE.test(value)) found.push({ field: pathOf(place), code: 'text.unstorable', message: '含有无法识别的字符，请删除后重新输入' });
    if (typeof value !== 'object' || value === null) continue;
    if (depth > DEEPEST) return [{ field: topOf(place, prefix), code: 'input.too_deep', message: '内容的层级过深' }];
    const keys = Array.isArray(value) ? undefined : Object.keys(value);
    const count = keys?.length ?? (value as unknown[]).length;
    values += count;
    if (values > MOST_VALUES) return [{ field: topOf(place, prefix), code: 'input.too_many', message: '内容的项数过多' }];
    // The last one put aside is looked at first: in reverse, so that fields are named in their order.
    for (let at = count - 1; at >= 0; at -= 1) {
      const key = keys?.[at] ?? String(at);
      const inner = (value as Record<string, unknown>)[key];
      if (typeof inner === 'string' || (typeof inner === 'object' && inner !== null)) waiting.push({ value: inner, depth: depth + 1, key, above: place });
    }
  }
  return found;
}

function pathOf(place: Place): string {
  const keys: string[] = [];
  for (let at: Place | undefined = place; at !== undefined; at = at.above) if (at.key !== '') keys.unshift(at.key);
  return keys.join('.');
}

/** The field of the form in which it begins; the whole path would be as deep as the input. */
function topOf(place: Place, prefix: string | undefined): string {
  let at = place;
  while (at.above?.above !== undefined) at = at.above;
  return prefix === undefined ? at.key : [prefix, at.key].join('.');
}
