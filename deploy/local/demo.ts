// npm run demo: files the samples over the public HTTP API, against the running platform or one started for it.
import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { eventually } from '../../tools/demo/platform.ts';
import { officerPassword, readSamples } from '../../tools/demo/samples.ts';
import { idleExpectations, tellAll } from '../../tools/demo/tell.ts';
import { Officers } from '../../tools/demo/teller.ts';
import { readStackState } from './claim.ts';
import { ROOT, pathsOf } from './paths.ts';

const falsify = process.argv.includes('--falsify');
const only = process.argv.slice(2).find((arg) => !arg.startsWith('--'));
const began = Date.now();
const paths = pathsOf(resolve(process.env.BEIAN_DATA ?? join(ROOT, '.data')));

const running = readStackState(paths);
const child = running?.state === 'ready' ? undefined : spawn(process.execPath, [join(ROOT, 'deploy/local/start.ts')], { stdio: 'inherit' });
const origin = await eventually(async () => {
  if (child?.exitCode !== null && child !== undefined) throw new Error('The platform could not be started');
  const state = readStackState(paths);
  return state?.state === 'ready' ? state.origin : undefined;
}, 900_000);
if (origin === undefined) throw new Error('The platform did not become ready');

const samples = readSamples(ROOT).filter(({ id }) => only === undefined || id === only);
const outcomes = await tellAll(samples, origin, new Officers(origin, officerPassword(ROOT)));
const wrong = outcomes.filter((outcome) => outcome.wrong.length > 0);
const numbers = outcomes.map(({ actual }) => actual['filingNumber']).filter((number) => typeof number === 'string');
console.log(`\n${samples.length} samples, ${outcomes.length} steps, ${wrong.length} not as expected, ${((Date.now() - began) / 1000).toFixed(1)} s`);
console.log(`Numbers issued:\n${numbers.map((number) => `  ${String(number)}`).join('\n')}`);
let failed = wrong.length > 0 || outcomes.length === 0;
if (falsify) {
  const { tried, idle } = idleExpectations(outcomes);
  console.log(`\n${tried} expectations altered in turn, ${tried - idle.length} noticed`);
  for (const name of idle) console.log(`  ✗ not noticed: ${name}`);
  failed ||= idle.length > 0 || tried === 0;
}
if (child) {
  child.kill('SIGINT');
  await new Promise((done) => child.once('exit', done));
}
process.exit(failed ? 1 : 0);
