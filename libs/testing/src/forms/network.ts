import { HOSTING_MODES } from '@beian/rules/forms/dictionaries/providers';
import type { Cards, Draw } from './draw.ts';
import type { Form, Provider, Range } from './submission.ts';

const REGIONS = ['420000', '420100', '420106', '420502', '441900', '420106001', '420106001002'];
const PROVIDERS = ['阿里云计算有限公司', '示例网络服务公司', '中国电信股份有限公司武汉分公司', 'Example Cloud (中国)'];
const DIRECTORY = '018f0000-0000-7000-8000-000000000198';

/** A host that no other submission has; `mark` is its serial. */
export function aHost(draw: Draw, mark: string): string {
  return draw.pick([`site-${mark}.com`, `www.site-${mark}.cn`, `a.b.site-${mark}.com.cn`, `花艺${mark}.中国`, `site-${mark}.网络`, `SITE-${mark}.NET`, `sub.site-${mark}.org`]);
}

/** Ranges of public addresses that do not touch one another (OPN-61). */
export function someRanges(draw: Draw, most: number): Range[] {
  return draw.some([47, 49, 58, 61, 101, 106], 1, most).map((first) => aRange(draw, first));
}

function aRange(draw: Draw, first: number): Range {
  const net = `${first}.${1 + draw.below(200)}.${draw.below(256)}`;
  if (draw.chance(0.5)) return alone(`${net}.${draw.below(256)}`);
  if (draw.chance(0.5)) return { start: `${net}.0`, end: `${net}.255` };
  const wide = `2408:8${first.toString(16)}:${draw.hex(3)}`;
  return { start: `${wide}::1`, end: `${wide}::ffff` };
}

/** One address, kept as a range with both ends alike (MIN-16). */
export function oneAddress(draw: Draw): Range[] {
  if (draw.chance(0.15)) return [{ ...alone(draw.pick(['10.1.2.3', '192.168.1.1', 'fd00::7'])), overrideReason: '内部网络的入口，经专线接入' }];
  return [alone(draw.chance(0.7) ? `47.92.${draw.below(256)}.${draw.below(256)}` : `240e:${draw.hex(3)}::${draw.hex(2)}1`)];
}

const alone = (address: string): Range => ({ start: address, end: address });

export const aRegion = (draw: Draw): string => draw.pick(REGIONS);

export function someRegions(draw: Draw): string[] {
  return draw.some(REGIONS, 1, REGIONS.length);
}

/** Chosen from the directory or typed by hand (LKP-07). */
export function aProvider(draw: Draw): Provider {
  return { name: draw.pick(PROVIDERS), region: draw.chance(0.2) ? null : aRegion(draw), directory: draw.chance(0.5) ? DIRECTORY : null };
}

/** Servers of one's own have no provider (MIN-12). */
export function aHosting(draw: Draw, cards: Cards): NonNullable<Form['hosting']> {
  const [mode] = cards.deal('hosting', Object.keys(HOSTING_MODES), 1) as [string];
  return { mode, provider: mode === 'own' ? null : aProvider(draw), region: aRegion(draw) };
}
