import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { ROOT, type Paths } from '../paths.ts';
import { fetchOnce, runTool } from './fetch.ts';

/**
 * The browser of the end-to-end specs, unpacked once. Left to itself its package unpacks into the shared temporary
 * folder, where a copy that root has made cannot be run by anybody else and a half-made one is taken for whole.
 * @returns variables for the specs: `TMPDIR` is where the package then finds it, `BEIAN_CHROMIUM` the executable itself,
 * `FONTCONFIG_FILE` brings a Chinese font.
 */
export async function provisionChromium(paths: Paths, note: (text: string) => void): Promise<Record<string, string>> {
  const inE2e = createRequire(join(ROOT, 'apps/e2e/package.json'));
  const { dependencies } = inE2e('./package.json') as { dependencies: Record<string, string> };
  const version = dependencies['@sparticuz/chromium'];
  const { folder, fetched } = await fetchOnce(join(paths.servers, `chromium-${version}`), 'Chromium', async (target) => {
    const unpack = "import('@sparticuz/chromium').then(async ({ default: chromium }) => console.log(await chromium.executablePath()))";
    await runTool(process.execPath, ['-e', unpack], { cwd: join(ROOT, 'apps/e2e'), env: { ...process.env, TMPDIR: target } });
  });
  if (fetched) note('unpacked');
  const fonts = dirname(inE2e.resolve('@expo-google-fonts/noto-sans-sc/package.json'));
  const fontconfig = join(folder, 'fonts.conf');
  writeFileSync(fontconfig, fontSettings([fonts, join(folder, 'fonts')], join(folder, 'font-cache')));
  return { TMPDIR: folder, BEIAN_CHROMIUM: join(folder, 'chromium'), FONTCONFIG_FILE: fontconfig };
}

function fontSettings(folders: readonly string[], cache: string): string {
  return [
    '<?xml version="1.0"?>',
    '<!DOCTYPE fontconfig SYSTEM "fonts.dtd">',
    '<fontconfig>',
    ...folders.map((folder) => `  <dir>${folder}</dir>`),
    `  <cachedir>${cache}</cachedir>`,
    ...['sans-serif', 'serif', 'system-ui'].map((family) => `  <alias><family>${family}</family><prefer><family>Noto Sans SC</family></prefer></alias>`),
    '</fontconfig>',
    '',
  ].join('\n');
}
