import ipaddr from 'ipaddr.js';

/** What counts as one address: an IPv4 address, or the /64 that one holder of IPv6 has. Anything else is itself. */
export function addressGroup(address: string): string {
  const parsed = parse(address);
  if (parsed === undefined) return address;
  return parsed.kind() === 'ipv4' ? parsed.toString() : `${(parsed as ipaddr.IPv6).parts.slice(0, 4).map((part) => part.toString(16)).join(':')}::/64`;
}

/** Enough to tell home from elsewhere, too little to find a connection: 203.0.*.*, 2001:db8:*. */
export function maskAddress(address: string): string {
  const parsed = parse(address);
  if (parsed === undefined) return '';
  if (parsed.kind() === 'ipv4') return `${(parsed as ipaddr.IPv4).octets.slice(0, 2).join('.')}.*.*`;
  return `${(parsed as ipaddr.IPv6).parts.slice(0, 2).map((part) => part.toString(16)).join(':')}:*`;
}

function parse(address: string): ipaddr.IPv4 | ipaddr.IPv6 | undefined {
  return ipaddr.isValid(address) ? ipaddr.process(address) : undefined;
}
