import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'rolldown';

/**
 * Bundles a service: workspace packages are inlined, npm packages stay outside (bundled, Nest breaks at run time).
 * Decorators and their metadata come from tsconfig.base.json.
 */
export async function buildService(root: string, service: string): Promise<void> {
  const app = join(root, 'apps', service);
  rmSync(join(app, 'dist', 'main.js'), { force: true });
  await build({
    cwd: root,
    input: { main: join(app, 'src/main.ts') },
    platform: 'node',
    external: isExternal,
    tsconfig: join(root, 'tsconfig.base.json'),
    transform: { target: 'node24' },
    output: {
      dir: join(app, 'dist'),
      format: 'esm',
      sourcemap: true,
      entryFileNames: '[name].js',
      chunkFileNames: 'chunk-[name].js',
    },
    logLevel: 'warn',
  });
}

/** Decorator functions that the bundler brings itself. */
const INLINED = ['@beian/', '@oxc-project/runtime/'];

/** Whether an import stays an import: npm packages and Node's own modules, but nothing of this workspace. */
export function isExternal(id: string): boolean {
  return !id.startsWith('.') && !id.startsWith('/') && !id.startsWith('\0') && !INLINED.some((start) => id.startsWith(start));
}
