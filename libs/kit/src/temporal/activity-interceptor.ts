import { Context } from '@temporalio/activity';
import type { ActivityInterceptorsFactory } from '@temporalio/worker';
import { isDatabaseDown } from '../errors/database-down.ts';
import { toApplicationFailure } from '../errors/temporal.ts';
import { DomainError, unavailable } from '../errors/domain-error.ts';
import { newId } from '../http/uuid.ts';
import { withCorrelation } from '../logging/correlation.ts';
import { logger } from '../logging/logger.ts';

/** Stable code of what no one foresaw; the text stays in the log, because histories hold no free text. */
const UNEXPECTED = 'platform.unexpected';

/**
 * Around every activity: refusals become failures with their code, a database that is down becomes one that is retried,
 * and every line and event of the attempt carries one correlation id.
 */
export const activityInterceptors: ActivityInterceptorsFactory = (context: Context) => ({
  inbound: {
    async execute(input, next) {
      const { workflowExecution, activityType, attempt } = context.info;
      const correlation = workflowExecution === undefined ? newId() : `${workflowExecution.workflowId}/${context.info.activityId}`;
      return withCorrelation(correlation, async () => {
        try {
          return await next(input);
        } catch (error) {
          if (error instanceof DomainError) throw toApplicationFailure(error);
          if (isDatabaseDown(error)) throw toApplicationFailure(unavailable('database.unavailable'));
          if (error instanceof Error && isTemporalFailure(error)) throw error;
          logger().error({ err: error, activity: activityType, attempt, workflow: workflowExecution?.workflowId }, 'An activity failed');
          throw toApplicationFailure(new DomainError(UNEXPECTED, 500, ''));
        }
      });
    },
  },
});

function isTemporalFailure(error: Error): boolean {
  return ['ApplicationFailure', 'CancelledFailure', 'CompleteAsyncError'].includes(error.name);
}
