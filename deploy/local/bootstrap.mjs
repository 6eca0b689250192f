// The one entry of npm start, npm test and npm run demo. It needs nothing but the Node found on the machine (20.19 or
// newer), installs the packages when the lock file asks for it and goes on under the Node version that they bring.
import { spawn } from 'node:child_process';
import { accessSync, closeSync, constants, existsSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { delimiter, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isInstalled, markInstalled } from './install-state.mjs';
import { isAtLeast, missingTools, neededTools } from './prerequisites.mjs';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const OLDEST_NODE = '20.19';
const [verb = '', ...args] = process.argv.slice(2);

function fail(message) {
  console.error(`\n✗ ${message}`);
  process.exit(1);
}

function requireWritable(folder) {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK | constants.X_OK);
  } catch (fault) {
    fail(`Cannot write to ${folder} (${fault.code}). Make it writable for the present user, for example:\n  sudo chown -R "$(id -un)" ${ROOT}`);
  }
}

/** Runs a program to its end; its output goes to a file or to this terminal. Signals are passed on. */
function run(command, commandArgs, options) {
  return new Promise((done, reject) => {
    const child = spawn(command, commandArgs, { cwd: ROOT, ...options });
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
    const pass = (signal) => child.kill(signal);
    for (const signal of signals) process.on(signal, pass);
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      for (const one of signals) process.off(one, pass);
      done(code ?? 128 + ({ SIGHUP: 1, SIGINT: 2, SIGKILL: 9, SIGTERM: 15 }[signal] ?? 0));
    });
  });
}

async function install() {
  if (isInstalled(ROOT)) return;
  requireWritable(ROOT);
  console.log('  … npm packages (npm ci)');
  const began = Date.now();
  const logFile = join(ROOT, '.data/logs/npm-ci.log');
  mkdirSync(dirname(logFile), { recursive: true });
  const log = openSync(logFile, 'w');
  const code = await run('npm', ['ci', '--no-audit', '--no-fund'], { stdio: ['ignore', log, log] }).catch((fault) =>
    fail(`npm cannot be run (${fault.code}). Install npm; it comes with Node.`),
  );
  closeSync(log);
  if (code !== 0) {
    const lines = readFileSync(logFile, 'utf8').split('\n').filter((line) => /error|ERR!/.test(line)).slice(0, 8);
    fail(`npm ci failed (code ${code}). Check the network and npm's registry settings, then start again. All of it: ${logFile}\n${lines.join('\n')}`);
  }
  markInstalled(ROOT);
  console.log(`  ✓ npm packages${' '.repeat(31)} ${((Date.now() - began) / 1000).toFixed(1).padStart(5)} s`);
}

async function main() {
  const script = join(ROOT, 'deploy/local', `${verb}.ts`);
  if (!/^[a-z-]+$/.test(verb) || !existsSync(script)) fail(`There is no command "${verb}". There are: npm start, npm test, npm run demo.`);
  if (!isAtLeast(process.versions.node, OLDEST_NODE)) fail(`Node ${process.versions.node} is too old. Install Node ${OLDEST_NODE} or newer.`);
  if (!args.includes('--help')) {
    const missing = missingTools(neededTools(process.env, join(ROOT, '.data/servers')));
    if (missing.length) fail(missing.join('\n✗ '));
  }
  requireWritable(join(ROOT, '.data'));
  await install();
  const bin = join(ROOT, 'node_modules/.bin');
  const node = join(bin, 'node');
  if (!existsSync(node)) fail(`${node} is missing: npm was told not to run install scripts. Run: npm rebuild node`);
  const options = ['--disable-warning=ExperimentalWarning', '--disable-warning=TimeoutNegativeWarning'];
  const env = { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH ?? ''}` };
  process.exitCode = await run(node, [...options, script, ...args], { stdio: 'inherit', env });
}

await main();
