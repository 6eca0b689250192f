import { alterations, differences } from './judge.ts';
import type { Fields, Sample, Step } from './samples.ts';
import { PLAYS, type Plays } from './steps.ts';
import { enter, type Officers, type Told } from './teller.ts';

export interface Outcome {
  readonly sample: Sample;
  readonly step: Step;
  readonly actual: Fields;
  readonly wrong: readonly string[];
}

/** Tells every sample from registration to its end, printing each step; gives what happened in each. */
export async function tellAll(samples: readonly Sample[], origin: string, officers: Officers, plays: Plays = PLAYS): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const sample of samples) {
    console.log(`\n● ${sample.title}`);
    for (const source of sample.sources) console.log(`    ${source}`);
    const told: Told = { sample, officers, owner: await enter(origin, sample) };
    for (const step of sample.story) outcomes.push(await tell(told, step, plays));
  }
  return outcomes;
}

async function tell(told: Told, step: Step, plays: Plays): Promise<Outcome> {
  const actual = await plays[step.do](told, step).catch((fault: Error): Fields => ({ fault: fault.message }));
  const wrong = [...differences(step.expect, actual), ...(typeof actual['fault'] === 'string' ? [actual['fault']] : [])];
  console.log(`  ${wrong.length === 0 ? '✓' : '✗'} ${title(step)}${result(step, actual)}`);
  for (const line of wrong) console.log(`      ${line}`);
  return { sample: told.sample, step, actual, wrong };
}

/** Alters every expectation in turn and judges again: one that does not fail then was checking nothing. */
export function idleExpectations(outcomes: readonly Outcome[]): { readonly tried: number; readonly idle: string[] } {
  const tries = outcomes.flatMap(({ sample, step, actual }) => alterations(step.expect).map(({ path, altered }) => ({
    name: `${sample.id} ${title(step)}${path}`, failed: differences(altered, actual).length > 0,
  })));
  return { tried: tries.length, idle: tries.filter(({ failed }) => !failed).map(({ name }) => name) };
}

const title = (step: Step): string => [step.do, step.what, step.action, step.by && `(${step.by})`].filter(Boolean).join(' ');

function result(step: Step, actual: Fields): string {
  const told = Object.keys(step.expect).filter((key) => typeof actual[key] !== 'object').map((key) => `${key}=${String(actual[key])}`);
  return told.length > 0 ? `  ${told.join('  ')}`.slice(0, 200) : '';
}
