/**
 * Keeps one history of each path in workflows/filing/histories, for later code to replay: run it before a change of the
 * workflow that is to be guarded, and commit what is new. Existing files stay, because runs of that code may still be open.
 *
 *   TEMPORAL_TEST_SERVER=… node workflows/replay/record-histories.ts
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { RunAction, RunMessage } from '@beian/contracts/filing/actions';
import { bundleOf, historyText, timeSkippingServer } from '@beian/testing/temporal';
import { filingWorkflowId, SUBJECT_QUEUE } from '@beian/workflow-filing/contract';
import { FakeCases, fakeMessage } from '@beian/workflow-filing/fake-cases';
import { Worker } from '@temporalio/worker';

interface Story {
  readonly begin: NonNullable<Parameters<FakeCases['open']>[0]>;
  readonly steps: readonly (RunAction | `signal ${RunAction}` | 'take' | 'forty days' | 'malformed signal' | 'malformed update')[];
}
const REVIEWED = { held: true, stage: 'in_review' } as const;
const STORIES: Readonly<Record<string, Story>> = {
  straight: { begin: REVIEWED, steps: ['passInitial'] },
  'bundled-subject': { begin: { ...REVIEWED, bundled: true }, steps: ['passInitial', 'approve'] },
  'returned-and-resubmitted-by-signal': { begin: { ...REVIEWED, bundled: true }, steps: ['signal return', 'signal resubmit', 'take', 'signal passInitial', 'signal approve'] },
  'reminded-and-overdue': { begin: REVIEWED, steps: ['forty days', 'passInitial'] },
  lapsed: { begin: REVIEWED, steps: ['return', 'forty days', 'forty days'] },
  withdrawn: { begin: {}, steps: ['withdraw'] },
  malformed: { begin: REVIEWED, steps: ['malformed update', 'malformed signal', 'malformed update', 'passInitial'] },
};
const FOLDER = fileURLToPath(new URL('../filing/histories/', import.meta.url));
const FORTY_DAYS = 40 * 86_400_000;

const env = await timeSkippingServer();
const cases = new FakeCases(() => env.currentTimeMs());
const workflowBundle = await bundleOf(fileURLToPath(new URL('../filing/src/filing.workflow.ts', import.meta.url)));
const common = { connection: env.nativeConnection, activities: cases.activities };
const workers = [await Worker.create({ ...common, taskQueue: 'filing', workflowBundle }), await Worker.create({ ...common, taskQueue: SUBJECT_QUEUE })];
const stopped = Promise.all(workers.map((worker) => worker.run()));

mkdirSync(FOLDER, { recursive: true });
for (const [name, story] of Object.entries(STORIES)) {
  const file = `${FOLDER}${name}.json`;
  if (!existsSync(file)) writeFileSync(file, historyText(await tell(story)).replaceAll(/"identity":"[^"]*"/g, '"identity":"recorder"'));
}
for (const worker of workers) worker.shutdown();
await stopped;
await env.teardown();

function refused(fault: unknown): void {
  if (!(fault instanceof Error) || fault.name !== 'WorkflowUpdateFailedError') throw fault;
}

async function tell({ begin, steps }: Story) {
  const { fake, input } = await cases.open(begin);
  const handle = await env.client.workflow.start('filingWorkflow', { taskQueue: 'filing', workflowId: filingWorkflowId(input.filing, input.n), args: [input] });
  for (const step of steps) {
    if (step === 'take') await fake.take();
    else if (step === 'forty days') await env.sleep(FORTY_DAYS);
    else if (step === 'malformed signal') await handle.signal<[unknown]>('passInitial', {});
    else if (step === 'malformed update') await handle.executeUpdate<unknown, [unknown]>('passInitial', { args: [{}] }).catch(refused);
    else {
      const action = step.replace('signal ', '') as RunAction;
      const message = fakeMessage(input.application, action, fake.state?.revision ?? 0);
      if (step === action) await handle.executeUpdate(action, { args: [message], updateId: message.command });
      else {
        await handle.signal<[RunMessage]>(action, message);
        while (!fake.settled.has(message.command)) await env.currentTimeMs();
      }
    }
  }
  await handle.result();
  return handle.fetchHistory();
}
