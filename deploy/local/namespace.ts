import { setTimeout as delay } from 'node:timers/promises';
import { Connection, isGrpcServiceError } from '@temporalio/client';
import { Problem } from './problem.ts';

const RETENTION_DAYS = 30;
const ALREADY_EXISTS = 6;
const NOT_FOUND = 5;

/** Registers the platform's namespace; one with a shorter retention is widened, since archives are read from it. */
export async function ensureNamespace(address: string, namespace: string): Promise<void> {
  const connection = await Connection.connect({ address, connectTimeout: 5000 });
  const retention = { seconds: RETENTION_DAYS * 86_400 as unknown as Long, nanos: 0 };
  try {
    await connection.workflowService
      .registerNamespace({ namespace, workflowExecutionRetentionPeriod: retention })
      .catch((fault: unknown) => {
        if (!isGrpcServiceError(fault) || Number(fault.code) !== ALREADY_EXISTS) throw fault;
      });
    const found = await describeWhenKnown(connection, namespace);
    if (found < RETENTION_DAYS * 86_400) {
      await connection.workflowService.updateNamespace({ namespace, config: { workflowExecutionRetentionTtl: retention } });
    }
  } finally {
    await connection.close();
  }
}

type Long = NonNullable<NonNullable<Parameters<Connection['workflowService']['registerNamespace']>[0]['workflowExecutionRetentionPeriod']>['seconds']>;

/** Seconds of retention. A new namespace reaches the server's own cache a moment later. */
async function describeWhenKnown(connection: Connection, namespace: string): Promise<number> {
  const deadline = Date.now() + 20_000;
  for (;;) {
    try {
      const found = await connection.workflowService.describeNamespace({ namespace });
      return Number(found.config?.workflowExecutionRetentionTtl?.seconds ?? 0);
    } catch (fault) {
      if (!isGrpcServiceError(fault) || Number(fault.code) !== NOT_FOUND) throw fault;
      if (Date.now() > deadline) throw new Problem(`Temporal does not show the namespace ${namespace} 20 s after it was registered.`);
      await delay(100);
    }
  }
}
