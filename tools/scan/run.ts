// npm run proof:scan: the whole demo on empty data, then a look for every natural person of the samples in all that is kept.
import { join, resolve } from 'node:path';
import { officerPassword, readSamples } from '../demo/samples.ts';
import { tellAll } from '../demo/tell.ts';
import { Officers } from '../demo/teller.ts';
import { pathsOf } from '../../deploy/local/paths.ts';
import { emptyData } from '../../deploy/local/prepare-data.ts';
import { freePorts, namesFrom } from '../../deploy/local/settings.ts';
import { openStack, startStack } from '../../deploy/local/stack.ts';
import { stopOnSignal } from '../../deploy/local/on-signal.ts';
import { addressesFrom } from './config.ts';
import { sampleNeedles, scan } from './scan.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const paths = pathsOf(join(ROOT, '.data/proof-scan'));
const open = await openStack(paths);
stopOnSignal([open.processes]);
let held = false;
try {
  emptyData(paths);
  const stack = await startStack({ paths, ports: await freePorts(), external: {}, names: namesFrom({}), durable: true }, open);
  const outcomes = await tellAll(readSamples(ROOT), stack.origin, new Officers(stack.origin, officerPassword(ROOT)));
  const wrong = outcomes.flatMap((outcome) => outcome.wrong);
  console.log(`\n${outcomes.length} steps of the demo, ${wrong.length} not as expected`);
  const needles = sampleNeedles();
  // The servers' files as bytes too: what a store no longer lists may still lie there.
  const { findings, seen } = await scan(addressesFrom({ ...stack.servers.env, BEIAN_STACK_FILE: join(paths.run, 'stack.json') }), needles, { data: paths.data, run: paths.run });
  console.log(`${new Set(needles.map(({ label }) => label)).size} personal values in ${needles.length} forms; looked at:`);
  for (const [store, { pieces, bytes }] of Object.entries(seen)) console.log(`  ${store.padEnd(24)} ${String(pieces).padStart(7)} pieces ${(bytes / 1e6).toFixed(1).padStart(9)} MB`);
  for (const { place, label, form } of findings) console.log(`  ✗ ${place}: ${label} (${form})`);
  held = wrong.length === 0 && outcomes.length > 0 && findings.length === 0;
} finally {
  await open.processes.stopAll();
}
console.log(held ? 'No personal value of the samples was found.' : 'It did not hold.');
process.exit(held ? 0 : 1);
