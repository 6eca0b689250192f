/** Lints every canary and prints, as JSON, which rules spoke. A process of its own, as ESLint loads its plugins natively. */
import { join } from 'node:path';
import { createProjectGraphAsync } from '@nx/devkit';
import { ESLint } from 'eslint';
import { CANARIES, ENV_READERS } from './canaries.ts';

/** Without a project graph the boundary rule says nothing at all, so it is made first. */
await createProjectGraphAsync({ exitOnError: true });

const eslint = new ESLint({
  cwd: join(import.meta.dirname, '../..'),
  overrideConfig: [
    {
      // The canaries' files do not exist, so there is no type information about them.
      files: ['**/*.ts'],
      languageOptions: { parserOptions: { projectService: false } },
      rules: { '@typescript-eslint/no-floating-promises': 'off' },
    },
  ],
});

async function rulesThatSpeak(file: string, code: string): Promise<string[]> {
  const results = await eslint.lintText(code, { filePath: join(import.meta.dirname, '../..', file) });
  return results.flatMap((result) => result.messages.map((message) => message.ruleId ?? message.message));
}

const canaries = [];
for (const { name, file, forbidden, allowed } of CANARIES) {
  canaries.push({ name, forbidden: await rulesThatSpeak(file, forbidden), allowed: await rulesThatSpeak(file, allowed) });
}
const envReaders = [];
for (const { file, code } of ENV_READERS) envReaders.push({ file, rules: await rulesThatSpeak(file, code) });
console.log(JSON.stringify({ canaries, envReaders }));
process.exit(0);
