import { chownSync, readFileSync } from 'node:fs';
import { Problem } from '../problem.ts';
import { findOnPath } from './fetch.ts';

/** The account under which PostgreSQL runs when the starter is root, which the server itself refuses to be. */
export interface ServerUser {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/** undefined for a plain user: the server then runs as that user. */
export function serverUser(passwd = readFileSync('/etc/passwd', 'utf8'), uid = process.getuid?.()): ServerUser | undefined {
  if (uid !== 0) return undefined;
  const users = passwd.split('\n').map((line) => line.split(':'));
  const found = ['postgres', 'nobody'].map((name) => users.find((fields) => fields[0] === name)).find(Boolean);
  if (!found || !findOnPath('setpriv')) {
    throw new Problem(
      'PostgreSQL does not run as root. Either start as a plain user, or install setpriv (Debian: util-linux) and have a user "postgres" or "nobody".',
    );
  }
  return { name: found[0] ?? '', uid: Number(found[2]), gid: Number(found[3]) };
}

/** A command line that runs a program as the server's user. */
export function asServerUser(user: ServerUser | undefined, command: string, args: readonly string[]): { command: string; args: string[] } {
  if (!user) return { command, args: [...args] };
  return { command: 'setpriv', args: [`--reuid=${user.uid}`, `--regid=${user.gid}`, '--clear-groups', '--', command, ...args] };
}

export function giveTo(user: ServerUser | undefined, path: string): void {
  if (user) chownSync(path, user.uid, user.gid);
}
