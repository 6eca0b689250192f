import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Keys } from '@beian/kit/auth/keys';
import type { Sealer } from '@beian/kit/crypto/sealer';
import type { LazyTemporal } from '@beian/kit/temporal/client';
import { RunClient } from '@beian/kit/temporal/run-client';
import { RunKeeper } from '@beian/kit/temporal/run-keeper';
import { runWorker, type RunningWorker } from '@beian/kit/temporal/worker';
import { FILING_QUEUE, SUBJECT_QUEUE, type SubjectActivities } from '@beian/workflow-filing/contract';
import type { DataSource } from 'typeorm';
import { DecisionActivities } from '../decision/decision.activities.ts';
import { DecisionService } from '../decision/decision.service.ts';
import { PlatformService } from '../decision/platform.service.ts';
import { EndingService } from './ending.service.ts';
import { RecoverService } from './recover.service.ts';
import { CommandSweeper } from './sweeper.service.ts';

/** What the workers of a spec stand on; `bundle` gives today's workflow code of an entry file. */
export interface RunningParts {
  readonly worker: DataSource;
  readonly keys: Keys;
  readonly sealer: Sealer;
  readonly client: LazyTemporal;
  readonly address: string;
  readonly namespace: string;
  readonly subject: SubjectActivities;
  bundle(entry: string): Promise<{ code: string }>;
}

/** Workers of filing and subject against a real Temporal, and the sweeper that looks after their runs. */
export async function runningWorkers({ worker, keys, sealer, client, address, namespace, subject, bundle }: RunningParts): Promise<{ sweeper: CommandSweeper; stop(): Promise<void> }> {
  const environment = { TEMPORAL_NAMESPACE: namespace, ROLES: ['api'] as const } as never;
  const folder = await mkdtemp(join(tmpdir(), 'bundle-'));
  const bundlePath = join(folder, 'bundle.js');
  await writeFile(bundlePath, (await bundle(fileURLToPath(new URL('../../../../workflows/filing/src/filing.workflow.ts', import.meta.url)))).code);
  const decisions = new DecisionActivities(new DecisionService(worker, keys, sealer, environment), new PlatformService(worker, keys, sealer));
  const workers: RunningWorker[] = [
    runWorker({ address, namespace, taskQueue: FILING_QUEUE, bundlePath, activities: decisions.asActivities() }),
    runWorker({ address, namespace, taskQueue: SUBJECT_QUEUE, activities: subject }),
  ];
  const sweeper = new CommandSweeper(worker, keys, sealer, environment, new EndingService(worker, keys), new RecoverService(worker, new RunKeeper(client), keys), new RunClient(client));
  return {
    sweeper,
    async stop() {
      await Promise.all(workers.map((each) => each.stop()));
      await rm(folder, { recursive: true });
    },
  };
}
