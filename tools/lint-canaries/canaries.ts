/** One boundary: an import that must fail to lint in a room, and one like it that must pass. */
export interface Canary {
  readonly name: string;
  /** Where the imports stand; the file need not exist. */
  readonly file: string;
  readonly forbidden: string;
  readonly allowed: string;
  /** The rule that must speak. */
  readonly rule: string;
}

const ROOMS = '@nx/enforce-module-boundaries';
const PATHS = 'no-restricted-imports';

const from = (source: string): string => `import * as used from '${source}';\nexport const kept = used;\n`;

function rooms(name: string, file: string, forbidden: string, allowed: string): Canary {
  return { name, file, forbidden: from(forbidden), allowed: from(allowed), rule: ROOMS };
}

function paths(name: string, file: string, forbidden: string, allowed: string): Canary {
  return { name, file, forbidden: from(forbidden), allowed: from(allowed), rule: PATHS };
}

function outbound(name: string, file: string, forbidden: string, allowed: string): Canary {
  return { name, file, forbidden, allowed, rule: 'no-restricted-syntax' };
}

const FETCH = "export const answer = await fetch('http://site.example/');\n";
const FETCH_ELSEWHERE = "export const answer = await globalThis.fetch('http://site.example/');\n";
const OUTBOUND = from('@beian/kit/outbound/outbound');
const ENV = 'export const port = process.env.PORT;\n';
const NO_ENV = 'export const port = 1;\n';

export const CANARIES: readonly Canary[] = [
  rooms('contracts import no plumbing', 'libs/contracts/src/filing/x.ts', '@beian/kit/db/roles', '@beian/rules/x'),
  rooms('contracts use no server package', 'libs/contracts/src/filing/x.ts', 'kafkajs', 'zod'),
  rooms('rules import no plumbing', 'libs/rules/src/naming/x.ts', '@beian/kit/db/roles', './y.ts'),
  rooms('rules use no server package', 'libs/rules/src/naming/x.ts', 'typeorm', 'tldts'),
  rooms('kit imports no rules', 'libs/kit/src/db/x.ts', '@beian/rules/x', '@beian/contracts/x'),
  paths('kit imports no service', 'libs/kit/src/db/x.ts', '@beian/filing/src/x.ts', '@beian/contracts/x'),
  rooms('workflows import no plumbing', 'workflows/filing/src/x.ts', '@beian/kit/db/roles', '@beian/rules/x'),
  rooms('workflows use only the workflow packages of Temporal', 'workflows/filing/src/x.ts', '@temporalio/client', '@temporalio/workflow'),
  rooms('the worker is for specs of workflows only', 'workflows/filing/src/x.ts', '@temporalio/worker', '@temporalio/common'),
  rooms('what runs share knows no single workflow', 'workflows/run/src/x.ts', '@beian/workflow-filing/contract', '@beian/contracts/x'),
  rooms('what runs share knows no rules', 'workflows/run/src/x.ts', '@beian/rules/x', './y.ts'),
  rooms('what runs share uses only the workflow packages of Temporal', 'workflows/run/src/x.ts', '@temporalio/worker', '@temporalio/workflow'),
  rooms('a service imports nothing that only runs share', 'apps/filing/src/x.ts', '@beian/workflow-run/work-queue', '@beian/workflow-filing/contract'),
  rooms('replay imports no plumbing', 'workflows/replay/src/x.ts', '@beian/kit/db/roles', '@beian/workflow-filing/contract'),
  rooms('replay uses only worker and test environment', 'workflows/replay/src/x.ts', '@temporalio/client', '@temporalio/worker'),
  paths('a service imports no other service', 'apps/filing/src/x.ts', '@beian/subject/src/x.ts', '@beian/kit/db/roles'),
  rooms('a service imports no test code', 'apps/filing/src/x.ts', '@beian/testing/x', '@beian/contracts/x'),
  rooms('a service reaches no other room by path', 'apps/filing/src/x.ts', '../../../libs/kit/src/db/roles.ts', './y.ts'),
  rooms('the portal imports no plumbing', 'apps/portal/src/x.ts', '@beian/kit/db/roles', '@beian/rules/x'),
  rooms('the portal knows no Nest', 'apps/portal/src/x.ts', '@nestjs/common', 'react'),
  rooms('the portal knows no TypeORM', 'apps/portal/src/x.ts', 'typeorm', 'antd'),
  rooms('the portal knows no Temporal', 'apps/portal/src/x.ts', '@temporalio/client', 'dayjs'),
  rooms('the sample single sign-on imports no plumbing', 'apps/sample-sso/src/x.ts', '@beian/kit/db/roles', '@beian/rules/x'),
  paths('testing imports no service', 'libs/testing/src/x.ts', '@beian/filing/src/x.ts', '@beian/kit/db/roles'),
  paths('e2e imports no service', 'apps/e2e/src/x.ts', '@beian/filing/src/x.ts', '@beian/testing/x'),
  paths('a spec of a service may use test code, but no other service', 'apps/filing/src/x.spec.ts', '@beian/subject/src/x.ts', '@beian/testing/x'),
  rooms('a spec of a workflow may use the worker, but no client', 'workflows/filing/src/x.workflow.spec.ts', '@temporalio/client', '@temporalio/worker'),
  paths('a service imports no other service by its name', 'apps/filing/src/x.ts', '@beian/subject', '@beian/kit/db/roles'),
  paths('a service imports only the contract of a workflow', 'apps/filing/src/x.ts', '@beian/workflow-filing/filing.workflow', '@beian/workflow-filing/contract'),
  paths('a workflow imports only the contract of another, and what runs share', 'workflows/filing/src/x.ts', '@beian/workflow-subject/fake-review', '@beian/workflow-run/work-queue'),
  paths('a workflow uses no Node module', 'workflows/filing/src/x.ts', 'node:fs', './y.ts'),
  paths('rules run in browsers', 'libs/rules/src/naming/x.ts', 'node:crypto', './y.ts'),
  paths('contracts run in browsers', 'libs/contracts/src/filing/x.ts', 'node:crypto', './y.ts'),
  paths('*.rules.ts imports no kit', 'apps/filing/src/application/x.rules.ts', '@beian/kit/db/roles', '@beian/rules/x'),
  paths('*.rules.ts imports no npm package', 'apps/filing/src/application/x.rules.ts', 'pg', '@beian/contracts/x'),
  paths('*.rules.ts imports no service code', 'apps/filing/src/application/x.rules.ts', './x.service.ts', './y.rules.ts'),
  paths('*.controller.ts imports no TypeORM', 'apps/filing/src/application/x.controller.ts', 'typeorm', '@nestjs/common'),
  paths('*.controller.ts imports no entity', 'apps/filing/src/application/x.controller.ts', './x.entity.ts', './x.service.ts'),
  paths('process is not imported around the rule', 'apps/filing/src/x.ts', 'node:process', 'node:path'),
  paths('tools use the public API', 'tools/bench/x.ts', '../../apps/filing/src/x.ts', 'node:path'),
  { name: 'a service asks the outside only through the guarded client', file: 'apps/filing/src/x.ts', forbidden: FETCH, allowed: OUTBOUND, rule: 'no-restricted-globals' },
  outbound('nor by the same function under another name', 'apps/filing/src/x.ts', FETCH_ELSEWHERE, OUTBOUND),
  outbound('nor by a client of its own', 'apps/filing/src/x.ts', from('undici'), OUTBOUND),
  outbound('nor by all of Node’s', 'apps/filing/src/x.ts', from('node:https'), "import type { IncomingMessage } from 'node:http';\nexport type Kept = IncomingMessage;\n"),
  outbound('nor by a part of Node’s', 'libs/kit/src/db/x.ts', "import { request } from 'node:http';\nexport const kept = request;\n", "import { createServer } from 'node:http';\nexport const kept = createServer;\n"),
  outbound('nor by one that is loaded later', 'apps/notification/src/x.ts', "export const kept = import('node:https');\n", "export const kept = import('node:path');\n"),
  { name: 'process.env is read in config.ts only (service)', file: 'apps/filing/src/x.ts', forbidden: ENV, allowed: NO_ENV, rule: 'no-restricted-properties' },
  { name: 'process.env is read in config.ts only (kit)', file: 'libs/kit/src/db/x.ts', forbidden: ENV, allowed: NO_ENV, rule: 'no-restricted-properties' },
];

/** Files in which the environment may be read. */
export const ENV_READERS = ['apps/filing/src/config.ts', 'libs/testing/src/x.ts', 'deploy/local/x.ts'].map((file) => ({ file, code: ENV }));
