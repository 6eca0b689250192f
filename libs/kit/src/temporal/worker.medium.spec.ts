import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '@beian/testing/eventually';
import { testNamespace, type TestNamespace } from '@beian/testing/temporal';
import { newId } from '../http/uuid.ts';
import { createLogger, useLogger } from '../logging/logger.ts';
import { lazyTemporal } from './client.ts';
import { runStarter } from './start-run.ts';
import { runWorker, type RunningWorker } from './worker.ts';

useLogger(createLogger('spec', 'silent'));
let server: TestNamespace;
let [host, port, namespace] = ['', '', ''];
beforeAll(async () => {
  server = await testNamespace();
  [host, port] = server.address.split(':') as [string, string];
  ({ namespace } = server);
});
afterAll(() => server.close());

/** A way to Temporal that can be taken down and put up again, at one address. */
class Road {
  private server: Server | undefined;
  private readonly sockets = new Set<Socket>();
  port = 0;

  async up(): Promise<void> {
    const server = createServer((near) => {
      const far = connect(Number(port), host);
      for (const socket of [near, far]) this.sockets.add(socket.on('error', () => socket.destroy()));
      near.pipe(far).pipe(near);
    });
    this.server = server;
    await new Promise<void>((resolve) => server.listen(this.port, '127.0.0.1', resolve));
    this.port = (server.address() as AddressInfo).port;
  }

  async down(): Promise<void> {
    const closed = new Promise((resolve) => this.server?.close(resolve));
    for (const socket of this.sockets) socket.destroy();
    this.sockets.clear();
    await closed;
  }
}

describe('Temporal that is down', () => {
  const road = new Road();
  let worker: RunningWorker | undefined;
  afterEach(async () => {
    await worker?.stop();
    await road.down();
  });

  it('does not keep a worker from starting: it runs once Temporal is back, and stops when told', async () => {
    await road.up();
    await road.down();
    worker = runWorker({ address: `127.0.0.1:${road.port}`, namespace, taskQueue: `spec-${newId()}`, activities: { rest: async () => 'rested' } });
    expect(worker.state()).toBe('connecting');
    await road.up();
    await eventually('the worker runs', () => worker?.state() === 'running');
    await worker.stop();
    expect(worker.state()).toBe('stopped');
  }, 60_000);

  it('makes a request fail with 503, and the next one succeed when it is back', async () => {
    await road.up();
    await road.down();
    const temporal = lazyTemporal({ address: `127.0.0.1:${road.port}`, namespace });
    await expect(temporal.getTemporal()).rejects.toMatchObject({ code: 'temporal.unavailable', status: 503 });
    await road.up();
    await expect(temporal.getTemporal()).resolves.toBeDefined();
    await temporal.close();
  }, 60_000);
});

describe('starting a run', () => {
  it('starts one run per id, and says that it exists already', async () => {
    const temporal = lazyTemporal({ address: `${host}:${port}`, namespace });
    const start = runStarter(temporal);
    const run = { workflowType: 'nothing', workflowId: `spec/${newId()}`, taskQueue: `spec-${newId()}`, input: { application: newId() } };
    await start(run);
    await expect(start(run)).rejects.toMatchObject({ name: 'WorkflowExecutionAlreadyStartedError' });
    const handle = (await temporal.getTemporal()).workflow.getHandle(run.workflowId);
    await handle.terminate('end of spec');
    await expect(start(run)).rejects.toMatchObject({ name: 'WorkflowExecutionAlreadyStartedError' });
    await temporal.close();
  }, 60_000);
});
