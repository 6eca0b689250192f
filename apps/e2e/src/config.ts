import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const variables = z.object({ BEIAN_ORIGIN: z.url(), BEIAN_STACK_FILE: z.string() });
const database = z.object({ DB_HOST: z.string(), DB_PORT: z.coerce.number(), DB_NAME: z.string(), DB_ADMIN_URL: z.url(), DB_SECRETS_FILE: z.string() });

/** Where the platform under test is, as the test command says it. */
export function underTest(): { readonly origin: string; readonly stackFile: string } {
  const { BEIAN_ORIGIN, BEIAN_STACK_FILE } = variables.parse(process.env);
  return { origin: BEIAN_ORIGIN, stackFile: BEIAN_STACK_FILE };
}

const handicap = z.object({ BEIAN_SLOW_LINE_MS: z.coerce.number().int().min(0).default(0), BEIAN_SLOW_MACHINE: z.coerce.number().min(1).max(50).default(1) });

/** Up to how many milliseconds each request for data is held back (0 unless told), and how many times as slowly pages run (1 unless told). */
export function handicapUnderTest(): { readonly lineMs: number; readonly times: number } {
  const { BEIAN_SLOW_LINE_MS, BEIAN_SLOW_MACHINE } = handicap.parse(process.env);
  return { lineMs: BEIAN_SLOW_LINE_MS, times: BEIAN_SLOW_MACHINE };
}

/** The browser's executable. */
export function browserUnderTest(): string {
  return z.object({ BEIAN_CHROMIUM: z.string().min(1) }).parse(process.env).BEIAN_CHROMIUM;
}

/** Its database, and the passwords of all login roles. */
export function databaseUnderTest(): { readonly host: string; readonly port: number; readonly name: string; readonly adminUrl: string; readonly passwords: Readonly<Record<string, string>> } {
  const { DB_HOST, DB_PORT, DB_NAME, DB_ADMIN_URL, DB_SECRETS_FILE } = database.parse(process.env);
  const adminUrl = new URL(DB_ADMIN_URL);
  adminUrl.pathname = `/${DB_NAME}`;
  return { host: DB_HOST, port: DB_PORT, name: DB_NAME, adminUrl: adminUrl.href, passwords: JSON.parse(readFileSync(DB_SECRETS_FILE, 'utf8')) as Record<string, string> };
}

/** Whether pictures are taken of the screens: they cost half a minute, and a check that nobody looks at needs none. */
export function picturesAreTaken(): boolean {
  return process.env['BEIAN_SCREENS'] === '1';
}

/** Where pictures of the screens go, for people to look at; beside the platform's other data, never committed. */
export function screensFolder(): string {
  return join(import.meta.dirname, '../../../.data/screens');
}

/** The sample province that every platform under test is started with. */
export function sampleProvince(): string {
  return join(import.meta.dirname, '../../../samples/province.json');
}
