import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { testNamespace, type TestNamespace } from '@beian/testing/temporal';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import { newId } from '../http/uuid.ts';
import { createLogger, useLogger } from '../logging/logger.ts';
import { lazyTemporal, type LazyTemporal } from './client.ts';
import { runStarter } from './start-run.ts';
import { runWorker } from './worker.ts';

useLogger(createLogger('spec', 'silent'));

/** Inside the repository, so that the bundler finds the SDK. */
const DATA = join(import.meta.dirname, '../../../../.data/specs');

describe('a worker with workflow code', () => {
  let server: TestNamespace;
  let temporal: LazyTemporal;
  let folder: string;
  const taskQueue = `spec-${newId()}`;

  beforeAll(async () => {
    server = await testNamespace();
    temporal = lazyTemporal(server);
    await mkdir(DATA, { recursive: true });
    folder = await mkdtemp(join(DATA, 'bundle-'));
  });
  afterAll(async () => {
    await temporal.close();
    await server.close();
    await rm(folder, { recursive: true });
  });

  async function bundle(answer: string): Promise<string> {
    const source = join(folder, `${answer}.js`);
    await writeFile(source, `export async function echo({ word }) { return '${answer} ' + word; }\n`);
    const { code } = await bundleWorkflowCode({ workflowsPath: source, logger: new DefaultLogger('ERROR') });
    const path = join(folder, `${answer}-bundle.js`);
    await writeFile(path, code);
    return path;
  }

  async function runOnce(bundlePath: string): Promise<unknown> {
    const worker = runWorker({ ...server, taskQueue, bundlePath, activities: {} });
    const workflowId = `spec/${newId()}`;
    await runStarter(temporal)({ workflowType: 'echo', workflowId, taskQueue, input: { word: 'word' } });
    const result = await (await temporal.getTemporal()).workflow.getHandle(workflowId).result();
    await worker.stop();
    return result;
  }

  it('makes its build the current one, and the next build after it', async () => {
    expect(await runOnce(await bundle('first'))).toBe('first word');
    expect(await runOnce(await bundle('second'))).toBe('second word');
  }, 120_000);

  it('makes its build current again when Temporal has forgotten it', async () => {
    const queue = `spec-${newId()}`;
    const worker = runWorker({ ...server, taskQueue: queue, bundlePath: await bundle('third'), activities: {}, lookAgainMs: 200 });
    const client = await temporal.getTemporal();
    const echo = async (): Promise<unknown> => {
      const workflowId = `spec/${newId()}`;
      await runStarter(temporal)({ workflowType: 'echo', workflowId, taskQueue: queue, input: { word: 'word' } });
      return client.workflow.getHandle(workflowId).result();
    };
    expect(await echo()).toBe('third word');
    await client.workflowService.setWorkerDeploymentCurrentVersion({ namespace: server.namespace, deploymentName: queue, buildId: '', ignoreMissingTaskQueues: true });
    expect(await echo()).toBe('third word');
    await worker.stop();
  }, 120_000);
});
