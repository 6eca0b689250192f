import { randomBytes } from 'node:crypto';
import { Connection } from '@temporalio/client';
import proto from '@temporalio/proto';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { eventually } from './eventually.ts';
import { bundleWorkflowCode, DefaultLogger, Runtime, type WorkflowBundleWithSourceMap } from '@temporalio/worker';
import { workflowSourceRule } from '@beian/kit/temporal/workflow-loader';

/** Today's workflow code as a worker takes it, bundled as the build does it. `entry` is a file's absolute path. */
export async function bundleOf(entry: string): Promise<WorkflowBundleWithSourceMap> {
  return bundleWorkflowCode({
    workflowsPath: entry,
    logger: new DefaultLogger('ERROR'),
    webpackConfigHook: (config) => ({ ...config, module: { ...config.module, rules: [workflowSourceRule()] } }),
  });
}

/** Temporal's time-skipping server (the platform's test run fetched it), and a client to it. */
export async function timeSkippingServer(): Promise<TestWorkflowEnvironment> {
  const path = process.env['TEMPORAL_TEST_SERVER'];
  if (!path) throw new Error('TEMPORAL_TEST_SERVER is not set: run the specs through npm test');
  quiet();
  return TestWorkflowEnvironment.createTimeSkipping({ server: { executable: { type: 'existing-path', path } } });
}

/** A namespace of its own on the real server, so that spec files with the same task queues do not meet. */
export interface TestNamespace {
  readonly address: string;
  readonly namespace: string;
  readonly connection: Connection;
  /** Closes the connection and deletes the namespace with its runs. */
  close(): Promise<void>;
}

export async function testNamespace(): Promise<TestNamespace> {
  const address = process.env['TEMPORAL_ADDRESS'];
  if (!address) throw new Error('TEMPORAL_ADDRESS is not set: medium specs need the servers of deploy/local');
  const namespace = `test-${randomBytes(6).toString('hex')}`;
  const connection = await Connection.connect({ address });
  await connection.workflowService.registerNamespace({ namespace, workflowExecutionRetentionPeriod: { seconds: 86_400 as never } });
  // The server's other parts learn of a namespace a little later.
  await eventually('the namespace is known', () => listed(connection, namespace));
  return {
    address,
    namespace,
    connection,
    async close() {
      await connection.operatorService.deleteNamespace({ namespace });
      await connection.close();
    },
  };
}

async function listed(connection: Connection, namespace: string): Promise<boolean> {
  return connection.workflowService.listWorkflowExecutions({ namespace, pageSize: 1 }).then(() => true, () => false);
}

const { History } = proto.temporal.api.history.v1;
type History = proto.temporal.api.history.v1.IHistory;

/** A history as text for a file. The SDK's own historyToJSON fails where two copies of protobufjs are installed (1.24.0). */
export function historyText(history: History): string {
  return `${JSON.stringify(History.fromObject(history).toJSON())}\n`;
}

/** The history of `historyText`. */
export function historyOf(text: string): History {
  return History.fromObject(JSON.parse(text) as Record<string, unknown>);
}

let quieted = false;

/** A worker's own log lines would drown the specs'; errors stay. */
function quiet(): void {
  if (quieted) return;
  quieted = true;
  Runtime.install({ logger: new DefaultLogger('ERROR'), telemetryOptions: { logging: { filter: 'ERROR', forward: {} } } });
}
