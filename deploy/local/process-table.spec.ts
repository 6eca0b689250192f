import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { findProcess, isSameProcess, listeningInodes } from './process-table.ts';
import { parseRecord, readRecords, stopLeftovers, writeRecord } from './run-record.ts';
import { restartPause } from './supervise.ts';

const TABLE = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:1542 00000000:0000 0A 00000000:00000000 00:00000000 00000000   101        0 4711 1
   1: 0100007F:1542 0100007F:9C40 01 00000000:00000000 00:00000000 00000000   101        0 4712 1
   2: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 4713 1`;

const folders: string[] = [];
function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'beian-run-'));
  folders.push(folder);
  return folder;
}
afterEach(() => folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true, force: true })));

describe('processes', () => {
  it('finds sockets that listen on a port, not those that are connected to it', () => {
    expect(listeningInodes('/proc/net/tcp', 0x1542, () => TABLE)).toEqual(['4711']);
    expect(listeningInodes('/proc/net/tcp', 1, () => TABLE)).toEqual([]);
  });

  it('tells a process from a later one of the same number', () => {
    const mine = findProcess(process.pid);
    expect(mine?.command).toContain('jest');
    expect(isSameProcess({ pid: process.pid, started: mine?.started ?? '' })).toBe(true);
    expect(isSameProcess({ pid: process.pid, started: 'long ago' })).toBe(false);
    expect(findProcess(2 ** 22 + 1)).toBeUndefined();
  });

  it('takes a record cut off by a crash for none', () => {
    expect(parseRecord('{"pid":1,"sta')).toBeUndefined();
    expect(parseRecord('{"pid":1}')).toBeUndefined();
    expect(parseRecord('{"pid":1,"started":"2","name":"kafka","stopSignal":"SIGTERM"}')?.name).toBe('kafka');
  });

  it('stops what a killed start left running, and nothing else', async () => {
    const folder = aFolder();
    const left = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { detached: true, stdio: 'ignore', env: {} });
    await once(left, 'spawn');
    const mark = findProcess(left.pid ?? 0);
    writeRecord(folder, { pid: left.pid ?? 0, started: mark?.started ?? '', name: 'kafka', stopSignal: 'SIGTERM' });
    // The number of this very process, but as that of an earlier one: it must live on.
    writeRecord(folder, { pid: process.pid, started: 'long ago', name: 's3', stopSignal: 'SIGKILL' });
    const ended = once(left, 'exit');
    expect(await stopLeftovers(folder)).toEqual(['kafka']);
    expect((await ended)[1]).toBe('SIGTERM');
    expect(readRecords(folder)).toEqual([]);
  });

  it('restarts soon at first, more slowly while a process keeps dying', () => {
    expect(restartPause(undefined, 0)).toBe(300);
    expect(restartPause(300, 100)).toBe(600);
    expect(restartPause(9000, 100)).toBe(10_000);
    expect(restartPause(9000, 60_000)).toBe(300);
  });
});
