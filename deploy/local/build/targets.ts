import { join } from 'node:path';
import { ROOT } from '../paths.ts';
import { GATEWAY, SAMPLE_SSO, SERVICE_NAMES, WORKFLOW_BUNDLES } from '../services.ts';
import { DigestMark, digestOf } from './source-digest.ts';

export interface Target {
  readonly name: string;
  readonly outputs: readonly string[];
  /** Everything the output depends on, relative to the root. */
  readonly sources: readonly string[];
  readonly kind: { readonly service: string } | { readonly workflow: { readonly entry: string; readonly output: string } } | 'portal';
}

const SHARED = ['libs/contracts', 'libs/rules', 'package-lock.json', 'tsconfig.base.json', 'deploy/local/build'];

export const TARGETS: readonly Target[] = [
  ...[...SERVICE_NAMES, GATEWAY.name].map((service) => ({
    name: service,
    outputs: [`apps/${service}/dist/main.js`],
    sources: [`apps/${service}`, 'libs/kit', 'workflows', ...SHARED],
    kind: { service },
  })),
  { name: SAMPLE_SSO.name, outputs: [`apps/${SAMPLE_SSO.name}/dist/main.js`], sources: [`apps/${SAMPLE_SSO.name}`, ...SHARED], kind: { service: SAMPLE_SSO.name } },
  ...WORKFLOW_BUNDLES.map((workflow) => ({
    name: `workflow-${workflow.service}`,
    outputs: [workflow.output],
    sources: ['workflows', ...SHARED],
    kind: { workflow },
  })),
  { name: 'portal', outputs: ['apps/portal/dist/index.html'], sources: ['apps/portal', ...SHARED], kind: 'portal' },
];

export interface StaleTarget {
  readonly target: Target;
  readonly digest: string;
}

export function markOf(target: Target): DigestMark {
  return new DigestMark(join(ROOT, '.data/build', `${target.name}.digest`), target.outputs.map((output) => join(ROOT, output)));
}

/** The digest of everything that a service's build is made from. */
export function buildDigest(name: string): string {
  const target = TARGETS.find((one) => one.name === name);
  if (!target) throw new Error(`No build target is named ${name}`);
  return digestOf(ROOT, target.sources);
}

/** The targets whose sources have changed since they were last built, or whose output is gone. */
export function staleTargets(): StaleTarget[] {
  return TARGETS.map((target) => ({ target, digest: digestOf(ROOT, target.sources) })).filter(
    ({ target, digest }) => !markOf(target).isFresh(digest),
  );
}
