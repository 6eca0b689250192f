import { duplicateKey, registrableDomain, toALabel } from '../domains/hosts.ts';

const TOKEN = /[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu;
// An ending written in Han may run on into the words after it, so every length up to this one is tried.
const LONGEST_HAN_ENDING = 6;

/** NFKC, without spaces, without a leading www.: how NAM-03 compares a whole name. */
export function bareName(name: string): string {
  return name.normalize('NFKC').replace(/\s+/gu, '').replace(/[。｡]/gu, '.').replace(/^www\./iu, '');
}

/** The host that the whole name is (S7): one of the filing's domains, or any host under a public suffix. */
export function nameAsHost(name: string, domains: readonly string[]): string | undefined {
  const bare = bareName(name).replace(/^https?:\/\//iu, '').replace(/\/$/u, '');
  const host = toALabel(bare);
  if (host === undefined) return undefined;
  const own = domains.some((domain) => duplicateKey(toALabel(domain) ?? '') === duplicateKey(host));
  return own || registrableDomain(host) !== undefined ? bare : undefined;
}

/** A host somewhere inside the name, as it stands there; ASP.NET中文网 has ASP.NET. */
export function hostInsideName(name: string): string | undefined {
  for (const [token] of bareName(name).matchAll(TOKEN)) {
    for (const candidate of [token, ...asciiRuns(token), ...hanEndings(token)]) {
      const host = toALabel(candidate);
      if (host !== undefined && registrableDomain(host) !== undefined) return candidate;
    }
  }
  return undefined;
}

function asciiRuns(token: string): string[] {
  return token.match(/[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+/gu) ?? [];
}

function hanEndings(token: string): string[] {
  const dot = token.lastIndexOf('.');
  const ending = [...token.slice(dot + 1)];
  if (!/^\p{Script=Han}/u.test(ending[0] ?? '')) return [];
  return ending.slice(0, LONGEST_HAN_ENDING).map((_character, index) => `${token.slice(0, dot + 1)}${ending.slice(0, index + 1).join('')}`);
}
