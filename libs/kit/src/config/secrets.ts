import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { roleName, type RoleSuffix } from '../db/roles.ts';

const Secrets = z.record(z.string(), z.string().min(1));

/** Password of a service's login role out of `DB_SECRETS_FILE`; throws when it is missing. */
export async function databasePassword(file: string, service: string, role: RoleSuffix): Promise<string> {
  const password = Secrets.parse(JSON.parse(await readFile(file, 'utf8')))[roleName(service, role)];
  if (password === undefined) throw new Error(`${file} holds no password for ${roleName(service, role)}`);
  return password;
}
