import type { FieldProblem } from '@beian/contracts/problem';
import { routeRegion, type Succession } from '@beian/rules/jurisdiction/route-region';
import { checkOfficePhone } from '@beian/rules/persons/phones';

/** What a form says of a bureau. */
export interface BureauForm {
  readonly name: string;
  readonly level: 'province' | 'city' | 'county';
  readonly parent: number | null;
  readonly issuingCode: string;
  readonly prefix: string;
  readonly brigadePhone: string | null;
  readonly regions: readonly string[];
}

/** A bureau as far as the tree and routing need it. */
export interface Placed {
  readonly number: number;
  readonly parent: number | null;
  readonly regions: readonly string[];
  readonly active: boolean;
}
export interface PlacedRegion {
  readonly code: string;
  readonly parent: string | null;
  readonly abolishedOn: string | null;
  readonly successors: readonly string[];
}

/** S5: of a province the code ends in 0000, of a city in 00; of a county in neither. */
const CODE_OF: Readonly<Record<BureauForm['level'], RegExp>> = { province: /0000$/, city: /[1-9]\d00$|\d[1-9]00$/, county: /(?:[1-9]\d|\d[1-9])$/ };
const CODE_HINT: Readonly<Record<BureauForm['level'], string>> = { province: '省级单位的签发代码以0000结尾', city: '市级单位的签发代码以00结尾', county: '县级单位的签发代码不以00结尾' };

/** What is wrong with the form in itself. */
export function formProblems(form: Pick<BureauForm, 'level' | 'issuingCode' | 'brigadePhone'>): FieldProblem[] {
  const code = CODE_OF[form.level].test(form.issuingCode) ? [] : [{ field: 'issuingCode', code: 'bureau.issuing-code', message: CODE_HINT[form.level] }];
  const phone = form.brigadePhone === null ? [] : checkOfficePhone(form.brigadePhone, 'brigadePhone').filter(({ level }) => level === 'refuse');
  return [...code, ...phone.map(({ code: fault, message }) => ({ field: 'brigadePhone', code: fault, message }))];
}

/** Every bureau below one, itself included, by explicit parent. */
export function treeOf(bureaus: readonly Placed[], root: number): Set<number> {
  const tree = new Set([root]);
  for (let grown = true; grown; ) {
    const found = bureaus.filter(({ number, parent }) => parent !== null && tree.has(parent) && !tree.has(number));
    for (const { number } of found) tree.add(number);
    grown = found.length > 0;
  }
  return tree;
}

/**
 * S5: each region is received by one bureau, and an administrator hands out only what the own tree receives at present: by
 * the very routing that submissions go by, so that nobody takes a neighbour's region.
 */
export function regionProblems(codes: readonly string[], bureau: number | null, bureaus: readonly Placed[], regions: readonly PlacedRegion[], scope: readonly number[]): FieldProblem[] {
  const active = bureaus.filter((each) => each.active);
  const receivers = new Map(active.flatMap(({ number, regions: own }) => own.map((code) => [code, number] as const)));
  const parents = new Map(regions.map(({ code, parent }) => [code, parent]));
  const successions: Succession[] = regions.flatMap(({ code, abolishedOn, successors }) => (abolishedOn === null ? [] : [{ code, successors, since: abolishedOn }]));
  return codes.flatMap((code, index): FieldProblem[] => {
    const field = `regions.${index}`;
    const receiver = receivers.get(code);
    if (codes.indexOf(code) !== index) return [{ field, code: 'bureau.region-twice', message: '该地区重复' }];
    if (receiver !== undefined && receiver === bureau) return [];
    if (receiver !== undefined) return [{ field, code: 'bureau.region-taken', message: '该地区已由其他单位受理，请先从该单位移除' }];
    const route = routeRegion(receivers, parents, code, { successions });
    return route.found && route.path.length > 0 && scope.includes(route.bureau) ? [] : [{ field, code: 'bureau.region-outside', message: '该地区不在您的管辖范围内' }];
  });
}
