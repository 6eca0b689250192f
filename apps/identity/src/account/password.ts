import { hash, verify } from '@node-rs/argon2';

/** Argon2id (the library's default variant) at OWASP's minimum: 19 MiB, 2 passes; a hash carries its own parameters. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** PHC string of the password. */
export async function hashPassword(password: string): Promise<string> {
  return hash(password, COST);
}

let nobody: Promise<string> | undefined;

/** Compares with the stored hash; without one with a hash of nobody's, so that an unknown name takes the same time. */
export async function matchesPassword(stored: string | undefined, password: string): Promise<boolean> {
  nobody ??= hashPassword(crypto.randomUUID());
  const matches = await verify(stored ?? (await nobody), password);
  return matches && stored !== undefined;
}

/** Whether a hash was made at a lower cost than passwords cost today; it is made anew at the next login. */
export function isOutdated(stored: string): boolean {
  const [, memory, time] = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=\d+\$/.exec(stored) ?? [];
  return memory === undefined || Number(memory) < COST.memoryCost || Number(time) < COST.timeCost;
}
