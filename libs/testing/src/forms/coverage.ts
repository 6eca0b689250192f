import type { ObjectKind } from '@beian/contracts/primitives';
import type { FormField } from '@beian/rules/forms/description';
import { leavesOf } from '@beian/rules/forms/dictionaries/dictionary';
import { APP_PLATFORMS } from '@beian/rules/forms/dictionaries/platforms';
import { HOSTING_MODES } from '@beian/rules/forms/dictionaries/providers';
import { formOf } from '@beian/rules/forms/forms';
import { fieldsOf } from '@beian/rules/forms/walk';
import { APPROVALS } from '@beian/rules/naming/approvals';
import { PERSON_CERTIFICATES } from '@beian/rules/persons/certificate-types';
import { breakersOf } from './breakers.ts';
import { codeFor } from './breaker.ts';
import type { Entry, Plan, Size } from './plan.ts';
import { leavesOf as formLeaves, type Form } from './submission.ts';

/** Options of a field by the part that holds them; the part is empty where it is the field itself. */
function dictionaryOf(field: FormField): { part: string; keys: readonly string[] } | undefined {
  switch (field.type) {
    case 'choice': case 'choices': return { part: '', keys: Object.keys(field.of) };
    case 'tree': return { part: '', keys: Object.keys(leavesOf(field.of)) };
    case 'tags': return { part: '', keys: field.offered };
    case 'boolean': return { part: '', keys: ['true', 'false'] };
    case 'approvals': return { part: 'kind', keys: Object.keys(APPROVALS) };
    case 'hosting': return { part: 'mode', keys: Object.keys(HOSTING_MODES) };
    case 'packages': return { part: 'platform', keys: Object.keys(APP_PLATFORMS) };
    case 'person': return { part: 'certificateType', keys: Object.keys(PERSON_CERTIFICATES) };
    default: return undefined;
  }
}

/** Every option of every dictionary of a kind, as the product describes it, e.g. `hosting.mode=own`. */
export function optionsOf(object: ObjectKind): string[] {
  return fieldsOf(formOf(object)).flatMap((field) => {
    const found = dictionaryOf(field);
    return found === undefined ? [] : found.keys.map((key) => `${field.key}${found.part && '.'}${found.part}=${key}`);
  });
}

/** What a form chose, in the same words. */
export function chosenIn(data: Form): string[] {
  return [...formLeaves(data)].map(([path, value]) => `${path.replace(/\.\d+/g, '')}=${String(value)}`);
}

/** What a run has not shown, though it should have: rules broken too seldom, options of dictionaries never accepted. */
export function gapsOf(plan: Plan, accepted: (entry: Entry) => boolean, { least, ruleOf }: Pick<Size, 'least' | 'ruleOf'>): string[] {
  const used = new Map<string, number>();
  for (const [object, entries] of plan) for (const { broken } of entries) if (broken) add(used, ruleOf(broken.by, object));
  const rules = new Set([...plan.keys()].flatMap((object) => breakersOf(object).map((breaker) => ruleOf(breaker, object))));
  const seldom = [...rules].filter((rule) => (used.get(rule) ?? 0) < least).map((rule) => `${rule}: broken ${used.get(rule) ?? 0} times of ${least}`);
  const never = [...plan].flatMap(([object, entries]) => {
    const chosen = new Set(entries.filter(accepted).flatMap(({ submission }) => chosenIn(submission.data)));
    return optionsOf(object).filter((option) => !chosen.has(option)).map((option) => `${object} ${option}: never accepted`);
  });
  return [...seldom, ...never];
}

/** How often each code was asked for, most often first. */
export function codesOf(plan: Plan): [code: string, count: number][] {
  const counts = new Map<string, number>();
  for (const [object, entries] of plan) for (const { broken } of entries) if (broken) add(counts, codeFor(broken.by, object));
  return [...counts].sort(([, one], [, other]) => other - one);
}

function add(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}
