import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pythonEnvironment } from './config.ts';
import type { Document } from './document.ts';

/** What one run is given; the hooks read it. */
export interface Material {
  readonly origin: string;
  readonly seed: string;
  /** Where cookies come from; null asks as nobody. */
  readonly keeper: string | null;
  /** A small photograph, in hex, for uploads. */
  readonly picture: string;
  readonly foreign: { readonly ids: readonly string[]; readonly tokens: readonly string[]; readonly drafts: readonly string[]; readonly marks: readonly string[] };
  readonly own: { readonly ids: readonly string[]; readonly tokens: readonly string[]; readonly bodies: Readonly<Record<string, readonly unknown[]>> };
}

/** How much is tried. */
export interface Effort {
  readonly seed: number;
  /** Generated cases of each operation; shrinking a finding adds to them. */
  readonly examples: number;
  readonly phases: string;
  /** Only operations whose path matches. */
  readonly paths?: string;
  readonly limitMs: number;
}

export interface Report {
  /** Operation → status → how often it was answered. */
  readonly statuses: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** Operation → how often it was asked with a foreign id. */
  readonly foreignTried: Readonly<Record<string, number>>;
  readonly leaks: readonly { readonly operation: string; readonly status: number; readonly url: string; readonly shown: readonly string[] }[];
  /** Logins that were refused to the slot which may lose its account, after which it asked without a session. */
  readonly spareRefused: number;
  /** Whether schemathesis named a failure or error; a run that time cut short is sound as far as it came. */
  readonly found: boolean;
  readonly output: string;
}

const CHECKS = ['not_a_server_error', 'status_code_conformance', 'content_type_conformance', 'response_headers_conformance', 'response_schema_conformance', 'no_foreign_record'];

/** One run of schemathesis over the document; what it found is in its output, what it asked in the report of the hooks. */
export async function runSchemathesis(folder: string, name: string, document: Document, material: Material, effort: Effort): Promise<Report> {
  mkdirSync(folder, { recursive: true });
  const file = (ending: string): string => join(folder, `${name}.${ending}`);
  for (const ending of ['report.json', 'findings.xml']) rmSync(file(ending), { force: true });
  writeFileSync(file('openapi.json'), JSON.stringify(document));
  writeFileSync(file('material.json'), JSON.stringify(material));
  const args = [
    '-m', 'schemathesis.cli', 'run', file('openapi.json'), '--url', material.origin, '--checks', CHECKS.join(','),
    '--phases', effort.phases, '--max-examples', String(effort.examples), '--seed', String(effort.seed), '--generation-database', 'none',
    '--suppress-health-check', 'all', '--request-timeout', '40', '--warnings', 'off', '--continue-on-failure', '--no-color',
    '--report', 'junit', '--report-junit-path', file('findings.xml'),
    ...(effort.paths === undefined ? [] : ['--include-path-regex', effort.paths]),
  ];
  const env = pythonEnvironment({ BEIAN_FUZZ_MATERIAL: file('material.json'), BEIAN_FUZZ_REPORT: file('report.json'), SCHEMATHESIS_HOOKS: join(import.meta.dirname, 'hooks.py') });
  const { exitCode, cut, output } = await run(args, env, folder, effort.limitMs);
  writeFileSync(file('output.txt'), output);
  const found = cut ? /^=+ (FAILURES|ERRORS) =+$/m.test(output) : exitCode !== 0;
  return { ...(JSON.parse(readFileSync(file('report.json'), 'utf8')) as Omit<Report, 'found' | 'output'>), found, output };
}

function run(args: readonly string[], env: NodeJS.ProcessEnv, cwd: string, limitMs: number): Promise<{ exitCode: number; cut: boolean; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn('python3', args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    let cut = false;
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (output += text));
    // Interrupted, it still tells what it has found so far.
    const limit = setTimeout(() => {
      cut = true;
      child.kill('SIGINT');
    }, limitMs);
    child.once('error', reject);
    child.once('close', (code) => {
      clearTimeout(limit);
      resolve({ exitCode: code ?? 1, cut, output });
    });
  });
}
