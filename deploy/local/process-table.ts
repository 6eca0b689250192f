import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, readlinkSync } from 'node:fs';
import { systemCode } from './problem.ts';

/** What tells one process from a later one that was given the same number. */
export interface ProcessMark {
  readonly pid: number;
  /** When it began, in the operating system's own notation. */
  readonly started: string;
}

/** The running process of this number, or undefined when there is none (a zombie counts as none). */
export function findProcess(pid: number): (ProcessMark & { command: string }) | undefined {
  return existsSync('/proc/self/stat') ? fromProc(pid) : fromPs(pid);
}

function fromProc(pid: number): (ProcessMark & { command: string }) | undefined {
  try {
    // The name in brackets may hold blanks; the fields after it do not.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /s, '').split(' ');
    if (fields[0] === 'Z' || fields[0] === 'X') return undefined;
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
    return { pid, started: fields[19] ?? '', command };
  } catch (fault) {
    if (['ENOENT', 'ESRCH'].includes(systemCode(fault) ?? '')) return undefined;
    throw fault;
  }
}

function fromPs(pid: number): (ProcessMark & { command: string }) | undefined {
  try {
    const line = execFileSync('ps', ['-ww', '-o', 'lstart=', '-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
    const found = /^\s*(\S+ \S+ +\S+ \S+ \S+)\s+(.*)$/m.exec(line);
    return found ? { pid, started: found[1] ?? '', command: (found[2] ?? '').trim() } : undefined;
  } catch {
    // ps answers an unknown number with exit code 1.
    return undefined;
  }
}

/** Whether the process that was marked is the one running under that number now. */
export function isSameProcess(mark: ProcessMark): boolean {
  return findProcess(mark.pid)?.started === mark.started;
}

/** The process that listens on a TCP port of this machine, as far as the present user may see it. */
export function findListener(port: number): { pid: number; command: string } | undefined {
  const inodes = new Set(['/proc/net/tcp', '/proc/net/tcp6'].flatMap((table) => listeningInodes(table, port)));
  if (inodes.size === 0) return undefined;
  for (const entry of readdirSync('/proc')) {
    if (!/^\d+$/.test(entry)) continue;
    if (holdsSocket(entry, inodes)) {
      const found = findProcess(Number(entry));
      if (found) return { pid: found.pid, command: found.command };
    }
  }
  return undefined;
}

/** Inode numbers of sockets in state LISTEN (0A) on this port, read from the kernel's table. */
export function listeningInodes(table: string, port: number, read = readIfThere): string[] {
  const wanted = port.toString(16).toUpperCase().padStart(4, '0');
  return read(table)
    .split('\n')
    .slice(1)
    .map((line) => line.trim().split(/\s+/))
    .filter((fields) => fields[3] === '0A' && fields[1]?.endsWith(`:${wanted}`))
    .map((fields) => fields[9] ?? '');
}

function readIfThere(file: string): string {
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

function holdsSocket(pid: string, inodes: ReadonlySet<string>): boolean {
  try {
    return readdirSync(`/proc/${pid}/fd`).some((fd) => {
      const inode = /^socket:\[(\d+)\]$/.exec(linkOf(`/proc/${pid}/fd/${fd}`))?.[1];
      return inode !== undefined && inodes.has(inode);
    });
  } catch {
    // Another user's process, or one that has just ended: it cannot be named, which the message then says.
    return false;
  }
}

function linkOf(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return '';
  }
}
