import { z } from 'zod';

/** A solved challenge as the browser sends it: base64 of this JSON. */
export const Solution = z.strictObject({
  algorithm: z.literal('SHA-256'),
  challenge: z.string().regex(/^[0-9a-f]{64}$/),
  number: z.int().nonnegative(),
  salt: z.string().max(200),
  signature: z.string().regex(/^[0-9a-f]{64}$/),
  /** How long it took, which the widget adds; not looked at. */
  took: z.number().optional(),
});
export type Solution = z.infer<typeof Solution>;

const LONGEST = 2_000;

/** Reads what the browser sent; undefined for anything else, whatever it is. */
export function parseSolution(text: string): Solution | undefined {
  if (text.length > LONGEST) return undefined;
  try {
    return Solution.safeParse(JSON.parse(Buffer.from(text, 'base64').toString('utf8'))).data;
  } catch {
    return undefined;
  }
}

/** End of validity, which the salt carries and the challenge's hash protects; undefined when it names none. */
export function expiryOf(solution: Solution): Date | undefined {
  const seconds = Number(new URLSearchParams(solution.salt.split('?')[1] ?? '').get('expires'));
  return Number.isSafeInteger(seconds) && seconds > 0 ? new Date(seconds * 1000) : undefined;
}
