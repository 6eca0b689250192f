import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The lock file that node_modules was last installed from, as its digest. */
const MARK = 'node_modules/.beian-lock';

/** Whether node_modules holds what the lock file asks for; a developer's own `npm install` counts too. */
export function isInstalled(root) {
  const lock = readFileSync(join(root, 'package-lock.json'), 'utf8');
  if (readIfThere(join(root, MARK)) === digestOf(lock)) return true;
  const installed = readIfThere(join(root, 'node_modules/.package-lock.json'));
  if (installed === undefined || missingPackages(JSON.parse(lock), JSON.parse(installed)).length > 0) return false;
  markInstalled(root);
  return true;
}

export function markInstalled(root) {
  writeFileSync(join(root, MARK), digestOf(readFileSync(join(root, 'package-lock.json'), 'utf8')));
}

/** Packages that are locked but not installed in that version, the project's own among them; those meant for other platforms may be absent. */
export function missingPackages(lock, installed) {
  return Object.entries(lock.packages)
    .filter(([path, entry]) => path.startsWith('node_modules/') || path.includes('/node_modules/') ? !entry.optional && !entry.devOptional : false)
    .filter(([path, entry]) => (entry.link ? installed.packages[path]?.link !== true : installed.packages[path]?.version !== entry.version))
    .map(([path]) => path);
}

export function digestOf(text) {
  return createHash('sha256').update(text).digest('hex');
}

function readIfThere(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}
