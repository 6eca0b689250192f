import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { systemCode } from '../problem.ts';

const SKIPPED = new Set(['node_modules', 'dist', '.data', 'histories']);

/** Every file under these paths (files or folders, relative to the root), sorted, without specs and built files. */
export function sourceFiles(root: string, paths: readonly string[]): string[] {
  return paths.flatMap((path) => walk(root, path)).sort();
}

function walk(root: string, path: string): string[] {
  const full = join(root, path);
  if (!existsSync(full)) return [];
  let entries;
  try {
    entries = readdirSync(full, { withFileTypes: true });
  } catch (fault) {
    if (systemCode(fault) === 'ENOTDIR') return [path];
    throw fault;
  }
  return entries.flatMap((entry) => {
    if (SKIPPED.has(entry.name)) return [];
    const inner = join(path, entry.name);
    if (entry.isDirectory()) return walk(root, inner);
    return /\.spec\.tsx?$/.test(entry.name) ? [] : [inner];
  });
}

/** One digest over names and contents: it changes exactly when a build could come out differently. */
export function digestOf(root: string, paths: readonly string[]): string {
  const hash = createHash('sha256');
  for (const file of sourceFiles(root, paths)) {
    const content = readFileSync(join(root, file));
    hash.update(`${file}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

/** Remembers the digest from which something was made, beside a check that it is still there. */
export class DigestMark {
  private readonly file: string;
  private readonly outputs: readonly string[];

  constructor(file: string, outputs: readonly string[] = []) {
    this.file = file;
    this.outputs = outputs;
  }

  isFresh(digest: string): boolean {
    return existsSync(this.file) && readFileSync(this.file, 'utf8') === digest && this.outputs.every((output) => existsSync(output));
  }

  set(digest: string): void {
    mkdirSync(dirname(this.file), { recursive: true });
    writeFileSync(`${this.file}.new`, digest);
    renameSync(`${this.file}.new`, this.file);
  }
}
