import { decodePunycode } from '@beian/rules/domains/punycode';

/** A stored host as people read it (S7). Without the public suffix list, which only the forms need: it is 115 KB. */
export function shownHost(host: string): string {
  return host.split('.').map((label) => (label.startsWith('xn--') ? decoded(label) : label)).join('.');
}

function decoded(label: string): string {
  try {
    const shown = decodePunycode(label.slice(4));
    return shown === '' ? label : shown;
  } catch {
    return label;
  }
}
