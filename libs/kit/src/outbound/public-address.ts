import ipaddr from 'ipaddr.js';

/** The part of IPv6 that is given out to networks; whatever lies outside means this machine, this link or a translator. */
const GLOBAL: [ipaddr.IPv6, number] = [ipaddr.IPv6.parse('2000::'), 3];

/**
 * Whether an address belongs to somebody on the internet: not this machine, its networks, a carrier's inner one, multicast,
 * documentation, nor an IPv6 form that carries an IPv4 address (mapped, compatible, 6to4, NAT64, Teredo).
 */
export function isPublicAddress(text: string): boolean {
  if (!ipaddr.isValid(text) || text.includes('%')) return false;
  const address = ipaddr.parse(text);
  if (address.range() !== 'unicast') return false;
  return address.kind() === 'ipv4' ? ipaddr.IPv4.isValidFourPartDecimal(text) : (address as ipaddr.IPv6).match(GLOBAL);
}
