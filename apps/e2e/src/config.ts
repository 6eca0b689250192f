import { z } from 'zod';

const variables = z.object({ BEIAN_ORIGIN: z.url(), BEIAN_STACK_FILE: z.string() });

/** Where the platform under test is, as the test command says it. */
export function underTest(): { readonly origin: string; readonly stackFile: string } {
  const { BEIAN_ORIGIN, BEIAN_STACK_FILE } = variables.parse(process.env);
  return { origin: BEIAN_ORIGIN, stackFile: BEIAN_STACK_FILE };
}

/** The present environment with one variable more, for a child process. */
export function environmentWith(name: string, value: string): Record<string, string> {
  return { ...Object.fromEntries(Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined)), [name]: value };
}
