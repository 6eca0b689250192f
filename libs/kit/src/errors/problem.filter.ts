import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { currentCorrelation } from '../logging/correlation.ts';
import { logger } from '../logging/logger.ts';
import { clashOf } from './clash.ts';
import { isDatabaseDown } from './database-down.ts';
import { describeProblem } from './problem.ts';

/** The part of express's response that the filter needs. */
interface Answer {
  readonly headersSent: boolean;
  status(code: number): Answer;
  type(value: string): Answer;
  setHeader(name: string, value: string): unknown;
  send(body: string): unknown;
  destroy(error?: Error): unknown;
}

const RETRY_AFTER_SECONDS = '2';

/** The one place where errors become answers: RFC 9457, the Chinese message, the field paths, the correlation id. */
@Catch()
export class ProblemFilter implements ExceptionFilter<unknown> {
  catch(error: unknown, host: ArgumentsHost): void {
    const answer = host.switchToHttp().getResponse<Answer>();
    const { problem, unexpected } = describeProblem(error, currentCorrelation());
    if (unexpected) logger().error({ err: error }, 'A request failed in a way nobody foresaw');
    // Nobody foresaw this one either: the service should have said what clashes.
    else if (clashOf(error)) logger().error({ err: error }, 'A key was violated that no service speaks of');
    else if (isDatabaseDown(error)) logger().warn({ err: error }, 'The database does not answer');
    if (answer.headersSent) {
      answer.destroy();
      return;
    }
    if (problem.status === 503) answer.setHeader('retry-after', RETRY_AFTER_SECONDS);
    answer.status(problem.status).type('application/problem+json').send(JSON.stringify(problem));
  }
}
