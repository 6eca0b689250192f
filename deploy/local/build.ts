/** Builds what has changed: services, workflow bundles, portal. `--all` builds everything. */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { ROOT } from './paths.ts';
import { Problem, reportAndExit } from './problem.ts';
import { step } from './progress.ts';
import { buildService } from './build/build-service.ts';
import { buildWorkflow } from './build/build-workflow.ts';
import { TARGETS, buildDigest, markOf, staleTargets, type Target } from './build/targets.ts';
import { runTool } from './servers/fetch.ts';

const PARALLEL = 2;

async function buildTarget(target: Target): Promise<void> {
  if (target.kind === 'portal') {
    const cwd = join(ROOT, 'apps/portal');
    const vite = dirname(createRequire(join(cwd, 'package.json')).resolve('vite/package.json'));
    await runTool(process.execPath, [join(vite, 'bin/vite.js'), 'build', '--logLevel', 'warn'], { cwd, shownLines: 30 });
  } else if ('service' in target.kind) await buildService(ROOT, target.kind.service);
  else await buildWorkflow(ROOT, target.kind.workflow);
}

/** What a bundler refuses is a fault in the sources: its message says where, its stack would only bury that. */
async function orProblem(target: Target): Promise<void> {
  try {
    await buildTarget(target);
  } catch (fault) {
    throw new Problem(`${target.name} cannot be built:\n${fault instanceof Error ? fault.message : String(fault)}`);
  }
}

async function main(): Promise<void> {
  const all = process.argv.includes('--all');
  const waiting = all ? TARGETS.map((target) => ({ target, digest: buildDigest(target.name) })) : staleTargets();
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const { target, digest } = next;
      await step(`Build ${target.name}`, () => orProblem(target));
      markOf(target).set(digest);
    }
  };
  await Promise.all(Array.from({ length: PARALLEL }, work));
}

main().then(() => process.exit(0), reportAndExit);
