// npm run proof:forms: 1,000 generated submissions of each kind through the gateway of a whole platform, and every accepted one read back.
import { cpus, totalmem } from 'node:os';
import { join, resolve } from 'node:path';
import { codesOf, gapsOf, optionsOf } from '@beian/testing/forms/coverage';
import { FULL, planOf, sizeOf, type Size } from '@beian/testing/forms/plan';
import { breakersOf } from '@beian/testing/forms/breakers';
import { play } from '@beian/testing/forms/play';
import { FAR_CEILINGS } from '../../deploy/local/far-ceilings.ts';
import { stopOnSignal } from '../../deploy/local/on-signal.ts';
import { pathsOf } from '../../deploy/local/paths.ts';
import { emptyData } from '../../deploy/local/prepare-data.ts';
import { freePorts, namesFrom } from '../../deploy/local/settings.ts';
import { openStack, startStack } from '../../deploy/local/stack.ts';
import { officerPassword, readSamples, type Sample } from '../demo/samples.ts';
import { Officers } from '../demo/teller.ts';
import { allowRequests } from './config.ts';
import { prepare } from './gateway.ts';

const ROOT = resolve(import.meta.dirname, '../..');
/** Another number or seed, or one kind alone: npm run proof:forms -- <submissions of each kind> <seed> <kind> */
const each = Number(process.argv[3] ?? FULL.each);
const seed = Number(process.argv[4] ?? Date.now() % 2 ** 31);
const only = process.argv[5];
const size: Size = sizeOf(each);
const MOST_TOLD = 20;

const sampleNamed = (id: string): Sample => {
  const found = readSamples(ROOT).find((sample) => sample.id === id);
  if (found === undefined) throw new Error(`There is no sample "${id}"`);
  return found;
};
const paths = pathsOf(join(ROOT, '.data/proof-forms'));
const open = await openStack(paths);
stopOnSignal([open.processes]);
let held = false;
try {
  emptyData(paths);
  allowRequests(FAR_CEILINGS);
  const stack = await startStack({ paths, ports: await freePorts(), external: {}, names: namesFrom({}), durable: false }, open);
  const officers = new Officers(stack.origin, officerPassword(ROOT));
  const { platform, album, notice } = await prepare(stack.origin, { unit: { sample: sampleNamed('dongfeng-motor'), reviewer: 'wuhan_reviewer_1' }, individual: { sample: sampleNamed('xiling-blog'), reviewer: 'xiling_reviewer_1' } }, officers);
  const plan = new Map([...planOf({ ...size, seed, album, notice })].filter(([object]) => only === undefined || object === only));
  console.log(`\n■ ${each} generated submissions of each of ${[...plan.keys()].join(', ')}, seed ${seed}`);
  const outcome = await play(plan, platform, { progress: (object, done, faults) => (done % 250 === 0 ? console.log(`  ${object}: ${done} sent, ${faults} faults so far`) : undefined) });
  const gaps = gapsOf(plan, (entry) => outcome.accepted.has(entry), size);
  console.log(`\n| kind | sent | accepted | refused, in ways | options accepted |\n| --- | --- | --- | --- | --- |`);
  for (const [object, entries] of plan) {
    const accepted = entries.filter((entry) => outcome.accepted.has(entry)).length;
    console.log(`| ${object} | ${entries.length} | ${accepted} | ${entries.length - accepted}, ${breakersOf(object).length} | ${optionsOf(object).length - gaps.filter((gap) => gap.startsWith(`${object} `) && gap.endsWith('never accepted')).length} of ${optionsOf(object).length} |`);
  }
  console.log(`\n${outcome.accepted.size} read back as owner and as officer, ${outcome.leaves} leaves; ${codesOf(plan).length} codes of refusal: ${codesOf(plan).map(([code, count]) => `${code} ${count}`).join(', ')}`);
  console.log(`${outcome.seconds.toFixed(0)} s, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`);
  for (const fault of [...outcome.faults, ...gaps].slice(0, MOST_TOLD)) console.log(`  ✗ ${fault}`);
  held = plan.size > 0 && outcome.faults.length === 0 && gaps.length === 0;
  console.log(held ? 'All held.' : `It did not hold: ${outcome.faults.length} faults, ${gaps.length} gaps.`);
} finally {
  await open.processes.stopAll();
}
process.exit(held ? 0 : 1);
