/** Builds what has changed: services, workflow bundles, portal. `--all` builds everything. */
import { join } from 'node:path';
import { ROOT } from './paths.ts';
import { reportAndExit } from './problem.ts';
import { step } from './progress.ts';
import { buildService } from './build/build-service.ts';
import { buildWorkflow } from './build/build-workflow.ts';
import { TARGETS, buildDigest, markOf, staleTargets, type Target } from './build/targets.ts';
import { runTool } from './servers/fetch.ts';

const PARALLEL = 2;

async function buildTarget(target: Target): Promise<void> {
  if (target.kind === 'portal') {
    await runTool(process.execPath, [join(ROOT, 'node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'warn'], { cwd: join(ROOT, 'apps/portal') });
  } else if ('service' in target.kind) await buildService(ROOT, target.kind.service);
  else await buildWorkflow(ROOT, target.kind.workflow);
}

async function main(): Promise<void> {
  const all = process.argv.includes('--all');
  const waiting = all ? TARGETS.map((target) => ({ target, digest: buildDigest(target.name) })) : staleTargets();
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const { target, digest } = next;
      await step(`Build ${target.name}`, () => buildTarget(target));
      markOf(target).set(digest);
    }
  };
  await Promise.all(Array.from({ length: PARALLEL }, work));
}

main().then(() => process.exit(0), reportAndExit);
