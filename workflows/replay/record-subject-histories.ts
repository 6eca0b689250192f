/**
 * Keeps one history of each path of a subject's own review in workflows/subject/histories; see record-histories.ts.
 *
 *   TEMPORAL_TEST_SERVER=… node workflows/replay/record-subject-histories.ts
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { ReviewMessage, RunReviewAction } from '@beian/contracts/subject/reviews';
import { bundleOf, historyText, timeSkippingServer } from '@beian/testing/temporal';
import { SUBJECT_QUEUE, SUBJECT_WORKFLOW, subjectWorkflowId } from '@beian/workflow-subject/contract';
import { FakeReviews, fakeMessage } from '@beian/workflow-subject/fake-review';
import { Worker } from '@temporalio/worker';

type Step = RunReviewAction | `signal ${RunReviewAction}` | 'take' | 'forty days' | 'fault';
const STORIES: Readonly<Record<string, readonly Step[]>> = {
  approved: ['take', 'approve'],
  'returned-by-signal': ['take', 'signal return'],
  'reminded-and-overdue': ['forty days', 'take', 'approve'],
  'refused-then-tried-again': ['approve', 'take', 'fault', 'signal approve'],
};
const FOLDER = fileURLToPath(new URL('../subject/histories/', import.meta.url));
const FORTY_DAYS = 40 * 86_400_000;

const env = await timeSkippingServer();
const reviews = new FakeReviews(() => env.currentTimeMs());
const workflowBundle = await bundleOf(fileURLToPath(new URL('../subject/src/subject.workflow.ts', import.meta.url)));
const worker = await Worker.create({ connection: env.nativeConnection, activities: reviews.activities, taskQueue: SUBJECT_QUEUE, workflowBundle });
const stopped = worker.run();

mkdirSync(FOLDER, { recursive: true });
for (const [name, steps] of Object.entries(STORIES)) {
  const file = `${FOLDER}${name}.json`;
  if (!existsSync(file)) writeFileSync(file, historyText(await tell(steps)).replaceAll(/"identity":"[^"]*"/g, '"identity":"recorder"'));
}
worker.shutdown();
await stopped;
await env.teardown();

async function tell(steps: readonly Step[]) {
  const { fake, input } = await reviews.open();
  const handle = await env.client.workflow.start(SUBJECT_WORKFLOW, { taskQueue: SUBJECT_QUEUE, workflowId: subjectWorkflowId(input.subject, input.n), args: [input] });
  for (const step of steps) {
    if (step === 'take') fake.take();
    else if (step === 'fault') fake.faults.set('settleReviewCommand', 3);
    else if (step === 'forty days') await env.sleep(FORTY_DAYS);
    else {
      const action = step.replace('signal ', '') as RunReviewAction;
      const message = fakeMessage(input.review, action);
      if (step === action) await handle.executeUpdate(action, { args: [message], updateId: message.command });
      else await handle.signal<[ReviewMessage]>(action, message);
    }
  }
  await handle.result();
  return handle.fetchHistory();
}
