import { existsSync, lstatSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DigestMark, digestOf } from './build/source-digest.ts';
import { buildDigest } from './build/targets.ts';
import { ROOT, type Paths } from './paths.ts';
import { step } from './progress.ts';
import { runServiceCommand, type ServiceContext } from './service-set.ts';
import { SERVICE_NAMES } from './services.ts';
import type { ExternalServers } from './settings.ts';

/** The sample province: bureaus, officers, auditors. */
export const PROVINCE = 'samples/province.json';

const PARALLEL = 2;

interface DataOptions {
  readonly paths: Paths;
  readonly external: ExternalServers;
}

/**
 * Migrates every service. What this build has done to this data before is not done again, which saves a warm start
 * some seconds; the marks lie beside the embedded server's data, so a given server is always asked.
 */
export async function migrateAll(context: ServiceContext, options: DataOptions): Promise<void> {
  await step('Migrate the services', async (note) => {
    const waiting = SERVICE_NAMES.filter((name) => !isDone(options, `migrated-${name}`, buildDigest(name)));
    if (waiting.length === 0) note('up to date');
    const work = async (): Promise<void> => {
      for (let name = waiting.shift(); name; name = waiting.shift()) {
        await runServiceCommand(context, name, ['migrate']);
        mark(options, `migrated-${name}`).set(buildDigest(name));
      }
    };
    // Any service's program knows the vault; the services' data are sealed with its keys.
    if (!isDone(options, 'migrated-vault', buildDigest('identity'))) {
      await runServiceCommand(context, 'identity', ['keys', 'migrate']);
      mark(options, 'migrated-vault').set(buildDigest('identity'));
    }
    await Promise.all(Array.from({ length: PARALLEL }, work));
  });
}

/** Loads the sample province. */
export async function seedProvince(context: ServiceContext, options: DataOptions): Promise<void> {
  await step('Sample province', async (note) => {
    const digest = `${digestOf(ROOT, [PROVINCE])} ${buildDigest('identity')}`;
    if (isDone(options, 'seeded', digest)) return note('loaded before');
    await runServiceCommand(context, 'identity', ['seed', join(ROOT, PROVINCE)]);
    mark(options, 'seeded').set(digest);
  });
}

function mark({ paths }: DataOptions, name: string): DigestMark {
  return new DigestMark(join(paths.data, 'done', name));
}

function isDone(options: DataOptions, name: string, digest: string): boolean {
  return !options.external.postgres && mark(options, name).isFresh(digest);
}

/** Empties a stack's data and logs; keys, fetched servers and builds stay. */
export function emptyData(paths: Paths): void {
  if (!existsSync(paths.data)) return;
  for (const entry of readdirSync(paths.data)) {
    const path = join(paths.data, entry);
    // PostgreSQL's folder may be a link to a place that its user can reach.
    if (lstatSync(path).isSymbolicLink() && existsSync(path)) rmSync(realpathSync(path), { recursive: true, force: true });
    rmSync(path, { recursive: true, force: true });
  }
  for (const log of readdirSync(paths.logs)) rmSync(join(paths.logs, log), { force: true });
}
