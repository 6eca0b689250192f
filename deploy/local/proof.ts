// npm run proof:<area>: slow, rare proofs that the suite has only a short form of.
import { withServers } from './proof-servers.ts';

const AREAS: Readonly<Record<string, () => Promise<unknown>>> = {
  forms: () => import('../../tools/forms/run.ts'),
  fuzz: () => import('../../tools/fuzz/run.ts'),
  outages: () => import('../../tools/chaos/run.ts'),
  requirements: () => import('../../tools/requirements/mutate.ts'),
  scan: () => import('../../tools/scan/run.ts'),
  isolation: () => withServers(() => import('../../tools/isolation/run.ts')),
};

const area = process.argv[2] ?? '';
const run = AREAS[area];
if (run === undefined) {
  console.error(`There is no proof "${area}". There are: ${Object.keys(AREAS).join(', ')}`);
  process.exit(1);
}
await run();
