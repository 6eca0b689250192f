import { createHash } from 'node:crypto';
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { bundleWorkflowCode } from '@temporalio/worker';
import { workflowSourceRule } from '../../../libs/kit/src/temporal/workflow-loader.ts';

export interface WorkflowBundle {
  readonly entry: string;
  readonly output: string;
}

/** Bundles workflow code once, so that services load a file whose digest is their build id. */
export async function buildWorkflow(root: string, bundle: WorkflowBundle): Promise<void> {
  const silent = () => undefined;
  const logger = { log: silent, trace: silent, debug: silent, info: silent, warn: console.warn, error: console.error };
  const { code } = await bundleWorkflowCode({
    workflowsPath: join(root, bundle.entry),
    logger,
    webpackConfigHook: (config) => ({ ...config, module: { ...config.module, rules: [workflowSourceRule()] } }),
  });
  const output = join(root, bundle.output);
  mkdirSync(dirname(output), { recursive: true });
  writeFileSync(`${output}.new`, code);
  renameSync(`${output}.new`, output);
  writeFileSync(`${output}.sha256`, createHash('sha256').update(code).digest('hex'));
}
