import { setTimeout as delay } from 'node:timers/promises';

/** Asks until the answer is neither false, null nor undefined; throws with the last answer's description after `timeoutMs`. */
export async function eventually<T>(what: string, ask: () => Promise<T> | T, timeoutMs = 20_000): Promise<NonNullable<T>> {
  const end = performance.now() + timeoutMs;
  for (;;) {
    const answer = await ask();
    if (answer !== false && answer !== null && answer !== undefined) return answer as NonNullable<T>;
    if (performance.now() > end) throw new Error(`Not within ${timeoutMs} ms: ${what}`);
    await delay(25);
  }
}
