import {
  accessSync, chmodSync, constants, existsSync, lstatSync, mkdirSync, mkdtempSync, realpathSync, renameSync, rmSync, statSync, symlinkSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Problem, systemCode } from './problem.ts';

/** The checkout's root folder. */
export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

/** Where one stack keeps what it owns. Fetched servers and builds are shared by all stacks of a checkout. */
export interface Paths {
  readonly base: string;
  readonly data: string;
  readonly keys: string;
  readonly secrets: string;
  readonly logs: string;
  readonly run: string;
  readonly servers: string;
}

export function pathsOf(base: string): Paths {
  return {
    base,
    data: join(base, 'data'),
    keys: join(base, 'keys'),
    secrets: join(base, 'secrets'),
    logs: join(base, 'logs'),
    run: join(base, 'run'),
    servers: join(ROOT, '.data', 'servers'),
  };
}

/** Creates the folders and checks that they can be written to. */
export function preparePaths(paths: Paths): void {
  for (const folder of [paths.base, paths.data, paths.logs, paths.run, paths.servers]) makeFolder(folder, 0o755);
  for (const folder of [paths.keys, paths.secrets]) makeFolder(folder, 0o700);
}

function makeFolder(folder: string, mode: number): void {
  try {
    if (mkdirSync(folder, { recursive: true, mode }) !== undefined) chmodSync(folder, mode);
    accessSync(folder, constants.W_OK | constants.X_OK);
  } catch (fault) {
    const code = systemCode(fault) ?? String(fault);
    throw new Problem(
      `Cannot write to ${folder} (${code}). Make it writable for the present user, for example:\n` +
        `  sudo chown -R "$(id -un)" ${folder}\n` +
        `or run as the user who owns it; BEIAN_DATA names another folder for the data.`,
    );
  }
}

/** Whether a user without any rights of their own could walk down to this folder. */
export function reachableByOthers(folder: string): boolean {
  for (let at = resolve(folder); ; at = dirname(at)) {
    const found = statSync(at, { throwIfNoEntry: false });
    if (found && (found.mode & 0o001) === 0) return false;
    if (at === dirname(at)) return true;
  }
}

/**
 * A folder that PostgreSQL's own user can reach although a parent (such as /root) is closed: the wanted folder
 * itself, or a new one under /var/lib to which the wanted path is then a link. Only root needs and calls it. The link
 * alone says which folder it is, so that a new checkout never finds the data of a deleted one in the same place.
 */
export function reachableFolder(wanted: string, outside = '/var/lib'): string {
  const present = lstatSync(wanted, { throwIfNoEntry: false });
  if (present?.isSymbolicLink() && existsSync(wanted)) return realpathSync(wanted);
  if (!present?.isSymbolicLink() && reachableByOthers(dirname(wanted))) return wanted;
  try {
    const fresh = mkdtempSync(join(outside, 'beian-'));
    if (present?.isDirectory()) renameSync(wanted, fresh);
    chmodSync(fresh, 0o755);
    rmSync(wanted, { force: true });
    symlinkSync(fresh, wanted);
    return fresh;
  } catch (fault) {
    throw new Problem(
      `PostgreSQL does not run as root, and its own user cannot reach ${wanted}; moving it to ${outside} failed ` +
        `(${systemCode(fault) ?? String(fault)}). Check out under a folder that everybody may enter, such as /opt or /srv.`,
    );
  }
}
