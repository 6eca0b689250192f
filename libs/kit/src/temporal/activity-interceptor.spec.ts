import { describe, expect, it } from '@jest/globals';
import { ApplicationFailure } from '@temporalio/common';
import { MockActivityEnvironment } from '@temporalio/testing';
import { DefaultLogger } from '@temporalio/worker';
import { conflict, unavailable } from '../errors/domain-error.ts';
import { currentCorrelation } from '../logging/correlation.ts';
import { createLogger, useLogger } from '../logging/logger.ts';
import { activityInterceptors } from './activity-interceptor.ts';

useLogger(createLogger('spec', 'silent'));
const quietly = { interceptors: [activityInterceptors], logger: new DefaultLogger('ERROR') };

async function failureOf(error: unknown): Promise<ApplicationFailure> {
  const environment = new MockActivityEnvironment({}, quietly);
  const outcome = await environment.run(() => Promise.reject(error)).catch((failure: unknown) => failure);
  expect(outcome).toBeInstanceOf(ApplicationFailure);
  return outcome as ApplicationFailure;
}

describe('what an activity tells its workflow', () => {
  it('makes a refusal a final failure that holds the code and no other text', async () => {
    expect(await failureOf(conflict('application.taken', '该申请已由张三受理'))).toMatchObject({ type: 'application.taken', message: 'application.taken', nonRetryable: true });
  });

  it('lets what is only unavailable be retried, the database too', async () => {
    expect(await failureOf(unavailable())).toMatchObject({ type: 'service.unavailable', nonRetryable: false });
    expect(await failureOf(Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }))).toMatchObject({ type: 'database.unavailable', nonRetryable: false });
  });

  it('keeps the text of an unforeseen error out of histories', async () => {
    const failure = await failureOf(new Error('duplicate key (mobile)=(13800138000)'));
    expect(failure).toMatchObject({ type: 'platform.unexpected', nonRetryable: false });
    expect(JSON.stringify([failure.message, failure.stack, failure.cause])).not.toContain('13800138000');
  });

  it('leaves Temporal’s own failures alone', async () => {
    const own = ApplicationFailure.create({ type: 'own', nonRetryable: false, message: 'own' });
    expect(await failureOf(own)).toBe(own);
  });

  it('gives everything an attempt does one correlation id', async () => {
    const environment = new MockActivityEnvironment({ activityId: '7' }, quietly);
    const ids = (await environment.run(async () => [currentCorrelation(), await Promise.resolve().then(currentCorrelation)])) as string[];
    expect(ids[0]).toMatch(/\/7$/);
    expect(ids[1]).toBe(ids[0]);
  });
});
