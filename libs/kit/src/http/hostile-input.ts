import type { FieldProblem } from '@beian/contracts/problem';

/** No form of ours is nested deeper; recursion over what is (zod, JSON.stringify) would end with the stack. */
const DEEPEST = 40;
/** PostgreSQL's text and jsonb hold no NUL, UTF-8 and RFC 8785 no half of a pair: such a command would fail at each try. */
const UNSTORABLE = /\0|\p{Cs}/u;

interface Place {
  readonly value: unknown;
  readonly depth: number;
  readonly key: string;
  readonly above: Place | undefined;
}

/** Text that cannot be stored, and nesting that cannot be walked, anywhere in what a caller sent; by field. */
export function findHostile(input: unknown, prefix: string | undefined): FieldProblem[] {
  const found: FieldProblem[] = [];
  const waiting: Place[] = [{ value: input, depth: 0, key: prefix ?? '', above: undefined }];
  for (let place = waiting.pop(); place !== undefined; place = waiting.pop()) {
    const { value, depth } = place;
    if (typeof value === 'string' && UNSTORABLE.test(value)) found.push({ field: pathOf(place), code: 'text.unstorable', message: '含有无法识别的字符，请删除后重新输入' });
    if (typeof value !== 'object' || value === null) continue;
    if (depth > DEEPEST) return [{ field: topOf(place, prefix), code: 'input.too_deep', message: '内容的层级过深' }];
    // The last one put aside is looked at first: in reverse, so that fields are named in their order.
    for (const [key, inner] of Object.entries(value).reverse()) {
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
