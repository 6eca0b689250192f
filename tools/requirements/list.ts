// npm run requirements: each requirement with the tests that name it; fails while one that is due has none.
import { resolve } from 'node:path';
import { namedTests } from './named-tests.ts';
import { isDue, readRegister } from './register.ts';

const root = resolve(import.meta.dirname, '../..');
const missingOnly = process.argv.includes('--missing');
const tests = namedTests(root);
const register = readRegister();
const missing = register.filter((one) => isDue(one) && !tests.has(one.id));

for (const one of missingOnly ? missing : register) {
  const { id, says, owedWith, untestable } = one;
  const state = untestable !== undefined ? `no test: ${untestable}` : owedWith !== undefined ? `owed with ${owedWith}` : undefined;
  const named = tests.get(id) ?? [];
  console.log(`${named.length > 0 ? '✓' : state === undefined ? '✗' : '·'} ${id}  ${says}`);
  if (state !== undefined) console.log(`    ${state}`);
  for (const { file, line, title } of named) console.log(`    ${file}:${line}  ${title}`);
}
const due = register.filter(isDue);
console.log(`\n${register.length} requirements: ${due.length} due, ${due.length - missing.length} of them named by a test, ${missing.length} not; ${register.filter(({ owedWith }) => owedWith !== undefined).length} owed with later features, ${register.filter(({ untestable }) => untestable !== undefined).length} that no test can show.`);
process.exitCode = missing.length === 0 ? 0 : 1;
