// npm run proof:outages: faults of services and servers while people file. The platform is started for it, on empty data.
import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { SERVICES } from '@beian/contracts/services';
import { eventually } from '../demo/platform.ts';
import { officerPassword, readSamples } from '../demo/samples.ts';
import { PLAYS } from '../demo/steps.ts';
import { tellAll } from '../demo/tell.ts';
import { Officers } from '../demo/teller.ts';
import { startEnvironment } from './config.ts';
import { Machine } from './faults.ts';
import { afterTemporalLostItsData, withoutKafka, withoutTemporal, type Scene } from './outages.ts';
import { variantOf } from './variant.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const base = join(ROOT, '.data/proof');
const machine = new Machine(base);
const child = spawn(process.execPath, [join(ROOT, 'deploy/local/start.ts'), '--reset'], { stdio: 'inherit', env: startEnvironment(base) });
const failures: string[] = [];

/** One scenario alone: npm run proof:outages -- Kafka */
const only = process.argv[3] ?? '';

async function scenario(name: string, play: () => Promise<void>): Promise<void> {
  if (!name.includes(only)) return;
  console.log(`\n■ ${name}`);
  await play().catch((fault: Error) => {
    failures.push(name);
    console.log(`  ✗ ${fault.message}`);
  });
}

try {
  const origin = await eventually(async () => {
    if (child.exitCode !== null) throw new Error('The platform could not be started');
    try {
      const stack = machine.stack();
      // The file of an earlier platform may still lie there.
      return stack.state === 'ready' && stack.supervisor.pid === child.pid ? stack.origin : undefined;
    } catch {
      return undefined;
    }
  }, 600_000);
  if (origin === undefined) throw new Error('The platform did not become ready');
  const samples = readSamples(ROOT);
  const officers = new Officers(origin, officerPassword(ROOT));
  const blogger = samples.find(({ id }) => id === 'xiling-blog');
  if (!blogger) throw new Error('The sample xiling-blog is missing');
  const scene = (at: number): Scene => ({ origin, machine, officers, applicant: variantOf(blogger, at), reviewer: 'xiling_reviewer_1' });

  await scenario('kill -9 of every service and the gateway, one after another, during the demo', async () => {
    const victims = [...SERVICES, 'gateway'];
    let next = 0;
    const killing = { ...PLAYS, act: async (...step: Parameters<typeof PLAYS.act>) => {
      const victim = victims[next % victims.length] ?? '';
      next += 1;
      console.log(`      kill -9 ${victim}`);
      machine.kill(victim);
      return PLAYS.act(...step);
    } };
    const outcomes = await tellAll(samples, origin, officers, killing);
    const wrong = outcomes.filter((outcome) => outcome.wrong.length > 0);
    console.log(`  ${next} kills, ${outcomes.length} steps, ${wrong.length} not as expected`);
    if (wrong.length > 0 || next < victims.length) throw new Error('the demo did not end as expected');
  });
  await scenario('Kafka is gone', () => withoutKafka(scene(1)));
  await scenario('Temporal is gone', () => withoutTemporal(scene(2)));
  await scenario('Temporal has lost its data', () => afterTemporalLostItsData(scene(3)));
} finally {
  child.kill('SIGINT');
  await new Promise((done) => child.once('exit', done));
}
console.log(`\n${failures.length === 0 ? 'Every case went on.' : `Failed: ${failures.join('; ')}`}`);
process.exit(failures.length === 0 ? 0 : 1);
