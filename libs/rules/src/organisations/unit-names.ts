import { hostKindOf } from '../domains/hosts.ts';
import { refuse, type Finding } from '../result.ts';
import { endsAsOrganisation } from './organisation-words.ts';
import { isSoleTrader } from './subject-types.ts';

/** What a unit's name is compared with. */
export interface UnitNameContext {
  /** Normalised credit code, if there is one: 个体工商户 may bear a person's name (S6). */
  readonly creditCode?: string;
  /** Names of the sites filed under the subject (SUB-25). */
  readonly siteNames?: readonly string[];
}

/** Without surrounding spaces, brackets of one width, as unit names are compared. */
export function normalizeUnitName(name: string): string {
  return name.normalize('NFKC').replace(/\s+/gu, '').replace(/\(/gu, '（').replace(/\)/gu, '）');
}

/** SUB-12, SUB-25, SUB-26: the sponsor's full name, not a domain, digits, a site's name or a person's. */
export function checkUnitName(rawName: string, context: UnitNameContext = {}, field = 'name'): Finding[] {
  const name = normalizeUnitName(rawName);
  const soleTrader = isSoleTrader(context.creditCode ?? '');
  if (name === '') return soleTrader ? [] : [refuse('unit.name-blank', '请填写单位名称全称', field, { rule: 'SUB-12' })];
  if ([...name].length > 100) return [refuse('unit.name-length', '单位名称不得超过100字', field, { rule: 'SUB-12' })];
  if (hostKindOf(name) === 'host') return [refuse('unit.name-domain', '单位名称不得填写域名', field, { rule: 'SUB-25' })];
  if (!/\p{Script=Han}{2}/u.test(name)) return [refuse('unit.name-symbols', '单位名称不得以数字、字母或符号代替，请填写单位全称', field, { rule: 'SUB-25' })];
  if (isSiteName(name, context.siteNames ?? [])) return [refuse('unit.name-site', '单位名称不得以网站名称代替', field, { rule: 'SUB-25' })];
  if (!soleTrader && [...name].length <= 4 && !endsAsOrganisation(name)) {
    return [refuse('unit.name-person', '单位名称疑似个人姓名或简称，与单位性质不符，请填写单位全称', field, { rule: 'SUB-26' })];
  }
  return [];
}

// A site is often called by its unit's full name; SUB-25 forbids the reverse: a site's name standing in for the unit's.
function isSiteName(name: string, siteNames: readonly string[]): boolean {
  if (endsAsOrganisation(name)) return false;
  return siteNames.some((site) => normalizeUnitName(site) === name) || /(网|网站|论坛|博客|门户|首页|官网)$/u.test(name);
}
