import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { OutboundFault } from './outbound-fault.ts';
import { isPublicAddress } from './public-address.ts';

/** All addresses of a name. Rejects as `dns.lookup` does: ENOTFOUND for a name that does not exist. */
export type Resolve = (host: string) => Promise<readonly string[]>;

/** Where requests may go. */
export interface TargetRules {
  readonly schemes: readonly ('http' | 'https')[];
  readonly ports: readonly number[];
  /** `address:port` pairs that are asked although they are not public: servers of a spec, never of an installation. */
  readonly allow: readonly string[];
  readonly resolve: Resolve;
}

/** One hop: the address asked, and the one network address that is connected to. */
export interface Target {
  readonly url: URL;
  readonly address: string;
  readonly family: 4 | 6;
}

const DEFAULT_PORTS: Readonly<Record<string, number>> = { 'http:': 80, 'https:': 443 };

/** The system's resolver; both families. */
export const systemResolve: Resolve = async (host) => (await lookup(host, { all: true, verbatim: true })).map(({ address }) => address);

/**
 * Judges an address before anything is sent. Odd forms of IP addresses (one number, octal, hexadecimal, mapped) are made plain by the URL
 * parser. A name is resolved once; if any of its addresses is not public, none is asked, since its owner chooses which comes first.
 */
export async function targetOf(text: string | URL, rules: TargetRules, hop: number, base?: URL): Promise<Target> {
  const url = URL.parse(String(text), base?.href);
  if (!url || !rules.schemes.some((scheme) => url.protocol === `${scheme}:`)) throw new OutboundFault('scheme', hop);
  if (url.username !== '' || url.password !== '') throw new OutboundFault('credentials', hop);
  const port = Number(url.port) || DEFAULT_PORTS[url.protocol]!;
  const addresses = await addressesOf(url.hostname, rules, hop);
  const named = (address: string): boolean => rules.allow.includes(`${address}:${port}`);
  if (!addresses.every((address) => isPublicAddress(address) || named(address))) throw new OutboundFault('address', hop);
  const address = addresses[0];
  if (address === undefined) throw new OutboundFault('no_such_host', hop);
  if (!rules.ports.includes(port) && !named(address)) throw new OutboundFault('port', hop);
  return { url, address, family: isIP(address) === 6 ? 6 : 4 };
}

async function addressesOf(hostname: string, { resolve }: TargetRules, hop: number): Promise<readonly string[]> {
  const literal = hostname.replace(/^\[(.*)\]$/, '$1');
  if (isIP(literal) !== 0) return [literal];
  try {
    return await resolve(literal.replace(/\.$/, ''));
  } catch (error) {
    throw new OutboundFault((error as { code?: unknown } | null)?.code === 'ENOTFOUND' ? 'no_such_host' : 'unresolved', hop);
  }
}
