import { ALL, breaks, HIDDEN, HOSTED, PROGRAMS, WITH_DOMAINS, WITH_RANGES, type Breaker } from './breaker.ts';
import type { Source } from './good-form.ts';
import { cut, put, type Submission } from './submission.ts';

/** Domains, addresses, providers and hosting: WEB-11, WEB-15..17, MIN-12, MIN-16, NAM-30, OPN-61, S7. */

const RESERVED = ['10.1.2.3', '172.16.0.9', '192.168.1.1', '127.0.0.1', '169.254.1.1', '100.64.0.1', '0.0.0.0', '224.0.0.1', '255.255.255.255', '::1', 'fe80::1', 'fd00::1', 'ff02::1'];
const NO_ADDRESS = ['999.1.1.1', '1.2.3', '1.2.3.4/24', 'example.com', '01.2.3.4', '2408::8000::1', '一二三'];

/** In the place of any domain. */
function domain(submission: Submission, { draw }: Source, host: string): string {
  return put(submission, `domains.${draw.below(submission.data.domains!.length)}`, host);
}
function another(submission: Submission, host: string): string {
  return put(submission, `domains.${submission.data.domains!.length}`, host);
}
function ranges(submission: Submission, ...given: readonly (readonly [start: string, end: string])[]): void {
  put(submission, 'ipRanges', given.map(([start, end]) => ({ start, end })));
}
const range = (id: string, what: string, code: string, path: string, ends: (source: Source) => readonly (readonly [string, string])[]): Breaker =>
  breaks(id, what, code, WITH_RANGES, (s, source) => {
    ranges(s, ...ends(source));
    return `data.ipRanges.${path}`;
  });

export const NETWORK_BREAKERS: readonly Breaker[] = [
  breaks('OPN-22', 'neither a domain of its own nor none', 'invalid_type', ['website'], (s, { draw }) => put(s, 'ownDomain', draw.pick(['false', 0, null]))),
  breaks('WEB-11', 'no list of domains', 'required', WITH_DOMAINS, (s) => cut(s, 'domains')),
  breaks('WEB-11', 'an empty list of domains', 'domain.missing', ['website'], (s) => put(s, 'domains', [])),
  breaks('WEB-11', 'no domain at all', 'too_small', ['app_market'], (s) => put(s, 'domains', [])),
  breaks('WEB-11', 'a blank domain', 'too_small', WITH_DOMAINS, (s, source) => domain(s, source, ' ')),
  breaks('WEB-11', 'a domain of 254 characters', 'too_big', WITH_DOMAINS, (s, source) => domain(s, source, `${'a.'.repeat(125)}coms`)),
  breaks('WEB-11', 'twenty-one domains', 'too_big', WITH_DOMAINS, (s, { mark }) => put(s, 'domains', Array.from({ length: 21 }, () => `site-${mark()}.com`))),
  breaks('abuse 28', 'a domain with a hidden character', 'custom', WITH_DOMAINS, (s, source) => domain(s, source, `si${HIDDEN}te.com`)),
  breaks('WEB-11', 'a domain that is none', 'domain.format', WITH_DOMAINS, (s, source) => domain(s, source, source.draw.pick(['http://example.com', 'example.com/path', 'example.com:8080', '47.92.1.1', 'localhost', 'a_b.com', '*.example.com', '-a.com']))),
  breaks('WEB-11', 'a domain under no ending', 'domain.suffix', WITH_DOMAINS, (s, source) => domain(s, source, source.draw.pick(['com.cn', 'site.notanending', 'printer.local']))),
  breaks('S7', 'a domain twice', 'domain.repeated', WITH_DOMAINS, (s) => another(s, s.data.domains![0]!.replace(/^(www\.)?/, (www) => (www === '' ? 'www.' : '')))),
  breaks('NAM-30', 'a bulletin board’s domain with neither its approval nor an explanation', 'domain.forum-evidence', WITH_DOMAINS, (s, { mark }) => {
    cut(s, 'explanation');
    put(s, 'approvals', s.data.approvals!.filter(({ kind }) => kind !== 'bulletin'));
    return another(s, `bbs.site-${mark()}.com`);
  }),
  breaks('OPN-22', 'a domain of another filing', 'domain.duplicate', WITH_DOMAINS, (s, source, taken) => domain(s, source, taken.domains![0]!)),
  breaks('WEB-17', 'no list of addresses', 'required', ALL, (s) => cut(s, 'ipRanges')),
  breaks('WEB-17', 'an empty list of addresses', 'too_small', ALL, (s) => put(s, 'ipRanges', [])),
  breaks('WEB-17', 'a blank address', 'too_small', ALL, (s) => put(s, 'ipRanges.0.start', '')),
  breaks('WEB-17', 'a range without end', 'required', ALL, (s) => cut(s, 'ipRanges.0.end')),
  breaks('OPN-61', 'a reason of 201 characters', 'too_big', ALL, (s) => put(s, 'ipRanges.0.overrideReason', '理'.repeat(201))),
  range('OPN-61', 'a start that is no address', 'ip.format', '0.start', ({ draw }) => [[draw.pick(NO_ADDRESS), '47.92.1.1']]),
  range('OPN-61', 'an end that is no address', 'ip.format', '0.end', ({ draw }) => [['47.92.1.1', draw.pick(NO_ADDRESS)]]),
  range('OPN-61', 'a range of two families', 'ip.family', '0.end', () => [['47.92.1.1', '2408:8000::1']]),
  range('OPN-61', 'a range from high to low', 'ip.order', '0.end', ({ draw }) => [draw.pick([['47.92.1.9', '47.92.1.8'], ['2408:8000::9', '2408:8000::8']] as const)]),
  range('OPN-61', 'an address that is not public', 'ip.not-public', '0.start', ({ draw }) => {
    const address = draw.pick(RESERVED);
    return [[address, address]];
  }),
  range('OPN-61', 'an end that is not public', 'ip.not-public', '1.end', () => [['47.92.1.1', '47.92.1.1'], ['9.255.255.250', '10.0.0.3']]),
  range('OPN-61', 'a range around private addresses', 'ip.span', '0.end', ({ draw }) => [draw.pick([['9.255.255.1', '11.0.0.1'], ['172.15.255.1', '172.32.0.1'], ['1.0.0.1', '223.0.0.1']] as const)]),
  range('TV-33', 'ranges that overlap', 'ip.overlap', '1', () => [['47.92.1.0', '47.92.1.255'], ['47.92.1.255', '47.92.2.9']]),
  breaks('MIN-16', 'a range in the box of one address', 'ip.single', PROGRAMS, (s) => {
    ranges(s, ['47.92.1.1', '47.92.1.2']);
    return 'data.ipRanges';
  }),
  breaks('MIN-16', 'two addresses', 'too_big', PROGRAMS, (s) => {
    ranges(s, ['47.92.1.1', '47.92.1.1'], ['47.92.1.3', '47.92.1.3']);
    return 'data.ipRanges';
  }),
  breaks('OPN-61', 'one that is no address', 'ip.format', PROGRAMS, (s, { draw }) => {
    const address = draw.pick(NO_ADDRESS);
    ranges(s, [address, address]);
    return ['data.ipRanges.0.start', 'data.ipRanges.0.end'];
  }),
  breaks('OPN-61', 'one that is not public', 'ip.not-public', PROGRAMS, (s, { draw }) => {
    const address = draw.pick(RESERVED);
    ranges(s, [address, address]);
    return 'data.ipRanges.0.start';
  }),
  breaks('WEB-15', 'no access provider', 'required', ['website'], (s) => cut(s, 'accessProvider')),
  breaks('WEB-16', 'no registrar', 'required', ['website'], (s) => cut(s, 'registrar')),
  breaks('LKP-04', 'a provider without name', 'too_small', ['website'], (s, { draw }) => put(s, `${draw.pick(['accessProvider', 'registrar'])}.name`, ' ')),
  breaks('LKP-02', 'a provider of no region', 'invalid_format', ['website'], (s, { draw }) => put(s, `${draw.pick(['accessProvider', 'registrar'])}.region`, draw.pick(['湖北', '4201', '']))),
  breaks('LKP-07', 'a provider under no number of the directory', 'invalid_format', ['website'], (s, { draw }) => put(s, `${draw.pick(['accessProvider', 'registrar'])}.directory`, '198')),
  breaks('MIN-12', 'no hosting', 'required', HOSTED, (s) => cut(s, 'hosting')),
  breaks('MIN-12', 'hosting that there is not', 'invalid_value', HOSTED, (s) => put(s, 'hosting.mode', 'borrowed')),
  breaks('LKP-04', 'rented servers of nobody', 'provider.blank', HOSTED, (s, { draw }) => {
    put(s, 'hosting.mode', draw.pick(['rented', 'cloud']));
    put(s, 'hosting.provider', null);
    return 'data.hosting.provider.name';
  }),
  breaks('MIN-12', 'own servers of a provider', 'hosting.provider', HOSTED, (s) => {
    put(s, 'hosting.mode', 'own');
    return put(s, 'hosting.provider', { name: '阿里云计算有限公司', region: '420100', directory: null });
  }),
  breaks('MIN-12', 'servers in no region', 'invalid_format', HOSTED, (s, { draw }) => put(s, 'hosting.region', draw.pick(['', '中国', '42010']))),
];
