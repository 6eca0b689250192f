import ipaddr from 'ipaddr.js';
import { refuse, warn, type Finding } from '../result.ts';

/** A range as typed; one address alone has the same text twice (WEB-17). */
export interface AddressRange {
  readonly start: string;
  readonly end: string;
  /** OPN-61: why an address that is not public must be filed all the same. */
  readonly overrideReason?: string | undefined;
}

/** The address in its canonical form, IPv4 written inside IPv6 unwrapped; undefined when it is none. */
export function normalizeAddress(text: string): string | undefined {
  return parsed(text)?.toString();
}

/** OPN-61, TV-32, TV-33: same family, start ≤ end, public. Several disjoint ranges may be given. */
export function checkAddressRanges(ranges: readonly AddressRange[], field = 'ipRanges'): Finding[] {
  if (ranges.length === 0) return [refuse('ip.missing', '请填写起止IP', field, { rule: 'WEB-17' })];
  const findings = ranges.flatMap((range, index) => checkRange(range, `${field}.${index}`));
  return findings.some((finding) => finding.level === 'refuse') ? findings : [...findings, ...overlaps(ranges, field)];
}

function checkRange(range: AddressRange, path: string): Finding[] {
  const start = parsed(range.start);
  const end = parsed(range.end);
  const findings: Finding[] = [];
  if (start === undefined) findings.push(refuse('ip.format', '起始IP格式不正确', `${path}.start`, { rule: 'OPN-61' }));
  if (end === undefined) findings.push(refuse('ip.format', '终止IP格式不正确', `${path}.end`, { rule: 'OPN-61' }));
  if (start === undefined || end === undefined) return findings;
  if (start.kind() !== end.kind()) return [refuse('ip.family', '起止IP须同为IPv4或同为IPv6', `${path}.end`, { rule: 'OPN-61' })];
  if (compare(start, end) > 0) return [refuse('ip.order', '起始IP不得大于终止IP', `${path}.end`, { rule: 'OPN-61' })];
  const notPublic = [...checkPublic(start, range, `${path}.start`), ...(compare(start, end) === 0 ? [] : checkPublic(end, range, `${path}.end`))];
  return notPublic.length > 0 ? notPublic : checkSpan(start, end, path);
}

// Both ends may be public and yet enclose a private block.
function checkSpan(start: Address, end: Address, path: string): Finding[] {
  const enclosed = start.kind() === 'ipv4' && RESERVED_IPV4.some((first) => compare(start, first) < 0 && compare(first, end) < 0);
  return enclosed ? [refuse('ip.span', '起止IP之间含有内网或保留地址，请填写真实的起止IP', `${path}.end`, { rule: 'OPN-61' })] : [];
}

function checkPublic(address: Address, range: AddressRange, path: string): Finding[] {
  if (address.range() === 'unicast') return [];
  const explained = (range.overrideReason ?? '').trim() !== '';
  return explained
    ? [warn('ip.not-public', '该IP为内网或保留地址，已说明理由，由民警核实', path, { rule: 'OPN-61' })]
    : [refuse('ip.not-public', '不得填写内网或保留地址；确有需要的请说明理由', path, { rule: 'OPN-61' })];
}

function overlaps(ranges: readonly AddressRange[], field: string): Finding[] {
  return ranges.flatMap((range, index) => {
    const clash = ranges.slice(0, index).findIndex((other) => touches(range, other));
    return clash < 0 ? [] : [refuse('ip.overlap', `与第${clash + 1}段IP重叠`, `${field}.${index}`, { rule: 'OPN-61' })];
  });
}

function touches(one: AddressRange, other: AddressRange): boolean {
  const [a, b, c, d] = [parsed(one.start), parsed(one.end), parsed(other.start), parsed(other.end)];
  if (a === undefined || b === undefined || c === undefined || d === undefined || a.kind() !== c.kind()) return false;
  return compare(a, d) <= 0 && compare(c, b) <= 0;
}

// First address of each block that is not public.
const RESERVED_IPV4 = ['10.0.0.0', '100.64.0.0', '127.0.0.0', '169.254.0.0', '172.16.0.0', '192.0.0.0', '192.168.0.0', '224.0.0.0', '240.0.0.0'].map((text) => ipaddr.IPv4.parse(text));

type Address = ipaddr.IPv4 | ipaddr.IPv6;

// Only the four-part decimal form of IPv4: the parser also takes 0x7f.1 and leading zeros, which people read differently.
function parsed(text: string): Address | undefined {
  const trimmed = text.normalize('NFKC').trim();
  if (trimmed.includes('%')) return undefined;
  if (ipaddr.IPv4.isValidFourPartDecimal(trimmed)) return ipaddr.IPv4.parse(trimmed);
  return ipaddr.IPv6.isValid(trimmed) && trimmed.includes(':') ? ipaddr.process(trimmed) : undefined;
}

function compare(one: Address, other: Address): number {
  const [left, right] = [one.toByteArray(), other.toByteArray()];
  const at = left.findIndex((byte, index) => byte !== right[index]);
  return at < 0 ? 0 : (left[at] ?? 0) - (right[at] ?? 0);
}
