import { parse } from 'tldts';
import { decodePunycode } from './punycode.ts';

const TRADITIONAL_CHINA = 'xn--fiqz9s';
const SIMPLIFIED_CHINA = 'xn--fiqs8s';
const ASCII_HOST = /^(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{1,59})$/;

/**
 * The host as it is stored (S7): A-labels, lower case, without final dot, .中國 as .中国. Undefined when the text is no
 * host name of at least two labels (an address, a URL with path or port, a single word).
 */
export function toALabel(text: string): string | undefined {
  const host = text.normalize('NFKC').trim().replace(/[。｡]/gu, '.').replace(/\.$/, '');
  if (host === '' || /[\s/:@?#%\\[\]_*]/u.test(host)) return undefined;
  const ascii = asciiOf(host);
  if (ascii === undefined || !ASCII_HOST.test(ascii)) return undefined;
  const labels = ascii.split('.');
  if (labels.at(-1) === TRADITIONAL_CHINA) labels.splice(-1, 1, SIMPLIFIED_CHINA);
  return labels.join('.');
}

/** The host as it is shown (S7): U-labels. A label that does not decode stays as it is. */
export function toULabel(aLabel: string): string {
  return aLabel.split('.').map((label) => (label.startsWith('xn--') ? decoded(label) : label)).join('.');
}

/** The registrable domain (eTLD+1) of a stored host, or undefined for a public suffix itself or an unknown ending. */
export function registrableDomain(aLabel: string): string | undefined {
  const parsed = parse(aLabel, { allowPrivateDomains: false });
  return parsed.isIcann === true && parsed.domain !== null ? parsed.domain : undefined;
}

/** What two hosts share when they are the same host but for www. (S7): the key of the duplicate check. */
export function duplicateKey(aLabel: string): string {
  return aLabel.startsWith('www.') && aLabel.split('.').length > 2 ? aLabel.slice(4) : aLabel;
}

/** `host`: a name under a public suffix; `dotted`: host-like but under none; `none`: neither. */
export function hostKindOf(text: string): 'host' | 'dotted' | 'none' {
  const host = toALabel(text);
  if (host === undefined) return 'none';
  return registrableDomain(host) === undefined ? 'dotted' : 'host';
}

/** NAM-29, OPN-66: a label contains “bbs”. */
export function isForumHost(aLabel: string): boolean {
  return aLabel.toLowerCase().split('.').some((label) => label.includes('bbs'));
}

function asciiOf(host: string): string | undefined {
  try {
    return new URL(`http://${host}/`).hostname;
  } catch {
    // The URL parser throws on exactly the hosts that are none: that is its answer.
    return undefined;
  }
}

function decoded(label: string): string {
  try {
    return decodePunycode(label.slice(4));
  } catch {
    return label;
  }
}
