import type { ServiceDefinition } from '@beian/kit/service/run';
import { logger } from '@beian/kit/logging/logger';
import { FILING_QUEUE } from '@beian/workflow-filing/contract';
import { CommandSweeper } from './command/sweeper.service.ts';
import { DecisionActivities } from './decision/decision.activities.ts';

/**
 * What makes this service the host of its runs: their bundle lies beside main.js, their activities are its own, and
 * `node dist/main.js recover` starts every lost run of an open application at once.
 */
export const WORKER: Required<Pick<ServiceDefinition, 'activities' | 'taskQueue' | 'workflowBundle' | 'verbs'>> = {
  taskQueue: FILING_QUEUE,
  workflowBundle: 'workflow-bundle.js',
  activities: (app) => app.get(DecisionActivities, { strict: false }).asActivities(),
  verbs: {
    async recover({ app }) {
      const recovered = await app.get(CommandSweeper, { strict: false }).recoverAll();
      logger().info({ recovered }, 'Every open application has its run');
    },
  },
};
