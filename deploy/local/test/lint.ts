/** Lints everything. The project graph is made first, as the boundary rule is silent without it. */
import { createProjectGraphAsync } from '@nx/devkit';
import { ESLint } from 'eslint';
import { ROOT } from '../paths.ts';

await createProjectGraphAsync({ exitOnError: true });
const eslint = new ESLint({ cwd: ROOT });
const results = await eslint.lintFiles(['.']);
const formatter = await eslint.loadFormatter('stylish');
console.log(await formatter.format(results));
process.exit(results.some((result) => result.errorCount + result.warningCount > 0) ? 1 : 0);
