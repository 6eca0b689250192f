import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { platformIn } from '@beian/contracts/principal';
import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import type { TestDatabase } from '@beian/testing/database';
import { eventually } from '@beian/testing/eventually';
import { plumbingDatabase } from '@beian/testing/plumbing';
import { inScope } from '../db/scope.ts';
import { newId } from '../http/uuid.ts';
import { createLogger } from '../logging/logger.ts';
import { RunRelay } from './run-relay.ts';
import { startRun, type RunRequest } from './run.ts';

const logger = createLogger('testing', 'silent');
jest.setTimeout(60_000);

describe('the relay that starts runs', () => {
  let db: TestDatabase;
  const relays: RunRelay[] = [];
  beforeAll(async () => {
    db = await plumbingDatabase('filing');
  });
  afterAll(() => db.close());
  afterEach(async () => {
    await Promise.all(relays.splice(0).map((relay) => relay.stop()));
  });

  const startRelay = (start: (run: RunRequest) => Promise<void>): void => {
    const relay = new RunRelay({ source: db.source('relay'), service: 'filing', startRun: start, logger });
    relays.push(relay);
    relay.start();
  };
  const ask = async (count: number): Promise<string[]> => {
    const ids = Array.from({ length: count }, () => `filing/${newId()}/1`);
    for (const workflowId of ids) {
      await inScope(db.source('api'), platformIn(), async (tx) => startRun(tx, { workflowType: 'filing', workflowId, taskQueue: 'filing', input: { n: 1 } }));
    }
    return ids;
  };
  const unstarted = async () => (await db.admin<{ n: number }>(`select count(*)::int as n from outbox where stream = 'runs' and run_started_at is null`))[0]!.n;

  it('I1 starts each run once, and leaves the mark of the relay to Kafka alone', async () => {
    const started: RunRequest[] = [];
    const ids = await ask(5);
    startRelay(async (run) => void started.push(run));
    await eventually('all started', async () => (await unstarted()) === 0);
    expect(started.map(({ workflowId }) => workflowId).sort()).toEqual([...ids].sort());
    expect(started[0]).toMatchObject({ workflowType: 'filing', taskQueue: 'filing', input: { n: 1 } });
    expect(await db.admin(`select id from outbox where stream = 'runs' and published_at is not null`)).toEqual([]);
  });

  it('takes a run that exists already as started', async () => {
    await ask(1);
    startRelay(async ({ workflowId, workflowType }) => {
      throw new WorkflowExecutionAlreadyStartedError('exists', workflowId, workflowType);
    });
    await eventually('the mark', async () => (await unstarted()) === 0);
    expect(await db.admin(`select id from outbox where run_attempts > 0`)).toEqual([]);
  });

  it('lets a run that cannot start hold up no other, and tries it again', async () => {
    const [bad] = await ask(1);
    const good = await ask(20);
    const started: string[] = [];
    let mended = false;
    startRelay(async ({ workflowId }) => {
      if (workflowId === bad && !mended) throw new Error('no such queue');
      started.push(workflowId);
    });
    await eventually('all others started', async () => (await unstarted()) === 1);
    expect(started.sort()).toEqual([...good].sort());
    const [row] = await db.admin<{ fault: string }>('select run_fault as fault from outbox where run_started_at is null and run_attempts > 0');
    expect(row?.fault).toBe('Error');
    mended = true;
    await eventually('the last one started', async () => (await unstarted()) === 0);
  });

  it('starts everything once Temporal is back', async () => {
    let down = true;
    let refused = 0;
    const ids = await ask(30);
    const started: string[] = [];
    startRelay(async ({ workflowId }) => {
      if (down) {
        refused += 1;
        throw new Error('14 UNAVAILABLE');
      }
      started.push(workflowId);
    });
    await eventually('refusals', () => refused >= 10);
    down = false;
    await eventually('all started', async () => (await unstarted()) === 0);
    expect(started.sort()).toEqual([...ids].sort());
  });
});
