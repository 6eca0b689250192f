import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, type Paths } from '../paths.ts';
import { Problem } from '../problem.ts';
import { fetchOnce, runTool, versionOf } from './fetch.ts';

const REQUIREMENTS = join(ROOT, 'deploy/local/servers/schemathesis/requirements.txt');
const OLDEST_PYTHON_MINOR = 11;
const LIMIT_MS = 180_000;

/**
 * The fuzzer of the API, fetched once with pip in pinned versions; it is a tool of the specs and no part of the platform.
 * @returns variables for the specs: `BEIAN_SCHEMATHESIS` is the folder that Python has to look into.
 */
export async function provisionSchemathesis(paths: Paths, note: (text: string) => void): Promise<{ BEIAN_SCHEMATHESIS: string }> {
  const version = /^schemathesis==(\S+)$/m.exec(readFileSync(REQUIREMENTS, 'utf8'))?.[1] ?? '';
  const minor = await versionOf('python3', ['--version'], /Python 3\.(\d+)/);
  if (minor < OLDEST_PYTHON_MINOR) throw new Problem(`schemathesis ${version} needs Python 3.${OLDEST_PYTHON_MINOR} or newer; python3 is 3.${minor}.`);
  const { folder, fetched } = await fetchOnce(join(paths.servers, `schemathesis-${version}`), 'schemathesis', async (target) => {
    const args = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--no-deps', '--only-binary', ':all:', '--target', target, '--requirement', REQUIREMENTS];
    await runTool('python3', args, { timeout: LIMIT_MS });
  });
  if (fetched) note('fetched');
  return { BEIAN_SCHEMATHESIS: folder };
}
