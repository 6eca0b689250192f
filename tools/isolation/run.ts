// npm run proof:isolation: 100,000 interleaved requests of two bureaus over two pooled connections, ended in every way.
import { cpus, totalmem } from 'node:os';
import { inScope } from '@beian/kit/db/scope';
import { createLogger, useLogger } from '@beian/kit/logging/logger';
import { testDatabase } from '@beian/testing/database';
import { interleave, Parcels1700000000002 } from '@beian/testing/interleaving';

/** Another seed: npm run proof:isolation -- <requests> <seed> */
const requests = Number(process.argv[3] ?? 100_000);
const seed = Number(process.argv[4] ?? Date.now() % 2 ** 31);

useLogger(createLogger('filing', 'silent'));
console.log(`\n■ ${requests} interleaved requests, seed ${seed}`);
const db = await testDatabase({ service: 'filing', migrations: [Parcels1700000000002], poolSize: 2 });
try {
  const found = await interleave(db, inScope, { requests, seed, progress: (done, faults) => (done % 5_000 === 0 ? console.log(`  ${done} sent, ${faults} faults`) : undefined) });
  const { foreign, survived, stray, wrong, endings, rows, seconds } = found;
  console.log(`  ${rows} rows read, ${Object.entries(endings).map(([ending, count]) => `${count} ${ending}`).join(', ')}; ${seconds.toFixed(0)} s`);
  console.log(`  ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`);
  for (const [name, list] of Object.entries({ foreign, survived, stray, wrong })) console.log(`  ${list.length === 0 ? '✓' : '✗'} ${name}: ${list.length}${list.length === 0 ? '' : `, e.g. ${list.slice(0, 3).join('; ')}`}`);
  process.exitCode = foreign.length + survived.length + stray.length + wrong.length === 0 ? 0 : 1;
} finally {
  await db.close();
}
