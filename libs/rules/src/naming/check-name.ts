import type { SubjectType } from '../organisations/subject-types.ts';
import { refuse, warn, type Finding, type FindingDetail } from '../result.ts';
import { lookOf } from '../text/look.ts';
import { hidesSomething } from '../text/visible-text.ts';
import type { ApprovalKind } from './approvals.ts';
import { hostInsideName, nameAsHost } from './hosts-in-names.ts';
import { NAME_RULES, type NameRule } from './name-rules.ts';

/** Everything a name is judged by (NAM-32). */
export interface NameContext {
  readonly subjectType: SubjectType;
  /** 个体工商户: company words are refused as for individuals (S6). */
  readonly soleTrader?: boolean;
  /** The filing's domains, in any writing. */
  readonly domains?: readonly string[];
  /** Approvals that are ticked *and* evidenced by an upload (OPN-15). */
  readonly approvals?: readonly ApprovalKind[];
  /** Declared by the applicant, and whether an officer confirmed it (OPN-70, S6): only a confirmed flag exempts. */
  readonly governmentAuthorised?: Flag;
  readonly nationalLevel?: Flag;
  /** 政府机构 whose type an officer has confirmed. */
  readonly typeConfirmed?: boolean;
  /** What the name is called on its form, and the requirement that asks for it; left out: a website's (OPN-16). */
  readonly label?: string;
  readonly rule?: string;
}

const SITE_NAME = '网站名称';

/** A flag of the subject: not claimed, claimed, or confirmed by an officer. */
export type Flag = 'no' | 'declared' | 'confirmed';

/** OPN-70, S6: a flag that the subject declares is confirmed with the approval of the revision that declares it. */
export function flagOf(declared: boolean | undefined, approved: boolean): Flag {
  if (declared !== true) return 'no';
  return approved ? 'confirmed' : 'declared';
}

const NAME_MAX = 64;

/** NAM-01..09 on the name of a site (and, by OPN-16, of any other object). `field` is the path of the name. */
export function checkName(rawName: string, context: NameContext, rules: readonly NameRule[] = NAME_RULES, field = 'name'): Finding[] {
  const name = rawName.normalize('NFKC').trim();
  const { label = SITE_NAME, rule = 'WEB-10' } = context;
  if (name === '') return [refuse('name.blank', `请填写${label}`, field, { rule })];
  // What is hidden would also part the words that the rules look for.
  if (hidesSomething(name)) return [refuse('name.hidden', '名称中含有不可见字符，请删除后重新输入', field, { rule })];
  if ([...name].length > NAME_MAX) return [refuse('name.length', `名称不得超过${NAME_MAX}字`, field, { rule })];
  if (!/[\p{L}\p{N}]/u.test(name)) return [refuse('name.symbols', '名称不得只有符号', field, { rule })];
  const look = lookOf(name);
  const whole = nameAsHost(name, context.domains ?? []) ?? nameAsHost(look, context.domains ?? []);
  if (whole !== undefined) return [refuse('name.domain', `不得以域名作为${label}`, field, { rule: 'NAM-03', hit: whole })];
  const inside = hostInsideName(name) ?? hostInsideName(look);
  const hosts = inside === undefined ? [] : [warn('name.domain-inside', `${label}中含有域名，请核对`, field, { rule: 'NAM-03', hit: inside })];
  return [...hosts, ...keywordFindings(look, context, rules, field)];
}

function keywordFindings(look: string, context: NameContext, rules: readonly NameRule[], field: string): Finding[] {
  const individual = context.subjectType === 'individual';
  const hits = rules.flatMap((rule) => {
    if (rule.appliesTo === 'individuals' && !individual && context.soleTrader !== true) return [];
    const word = longestHit(look, rule);
    return word === undefined ? [] : [{ rule, word }];
  });
  const codes = new Set(hits.map((hit) => hit.rule.code));
  return [...hits
    .filter(({ rule }) => !rule.coveredBy?.some((code) => codes.has(code)))
    .flatMap(({ rule, word }) => judge(rule, word, individual, exemption(rule, context), field, context.label)), ...partedFindings(look, rules, field)];
}

/** 论·坛, 新-闻: signs may stand in a name for reasons of their own, so a word that only they part is shown to the officer and refused to nobody. */
function partedFindings(look: string, rules: readonly NameRule[], field: string): Finding[] {
  const joined = look.replace(/(?<=\p{Script=Han})[^\p{L}\p{N}]+(?=\p{Script=Han})/gu, '');
  const parted = rules.flatMap(({ rule, match, words }) => words.filter((word) => match === 'contains' && joined.includes(lookOf(word)) && !look.includes(lookOf(word))).map((word) => ({ rule, word })));
  const [first] = parted;
  return first === undefined ? [] : [warn('name.parted', `名称中疑似以符号分隔“${first.word}”，请核对`, field, { rule: first.rule, hit: first.word })];
}

function longestHit(look: string, rule: NameRule): string | undefined {
  // Signs before the first word do not keep a name from beginning with it: 【中国】某某.
  const start = look.replace(/^[^\p{L}\p{N}]+/u, '');
  const words = rule.words.filter((word) => (rule.match === 'prefix' ? start.startsWith(lookOf(word)) : look.includes(lookOf(word))));
  return words.reduce<string | undefined>((longest, word) => (longest === undefined || word.length > longest.length ? word : longest), undefined);
}

function judge(rule: NameRule, word: string, individual: boolean, exempt: 'yes' | 'unconfirmed' | 'no', field: string, label = SITE_NAME): Finding[] {
  const detail: FindingDetail = { rule: rule.rule, hit: word };
  if (exempt === 'yes') return [];
  if (exempt === 'unconfirmed') return [warn(`${rule.code}-unconfirmed`, `名称含有“${word}”，待民警确认主体性质后方可使用`, field, detail)];
  const weight = individual ? rule.individuals : rule.units;
  // The table speaks of websites, as 004:89 does; a bureau's own rows do too.
  const message = `名称含有“${word}”：${rule.reason.replaceAll(SITE_NAME, label)}`;
  if (weight === 'refuse') return [refuse(rule.code, message, field, detail)];
  return [warn(rule.code, `${message}；确需使用的请书面说明，由民警审核认定`, field, { ...detail, explain: true })];
}

// S6: the exemptions of NAM-04 and NAM-05 hold only once an officer has confirmed the type or flag.
function exemption(rule: NameRule, context: NameContext): 'yes' | 'unconfirmed' | 'no' {
  const { liftedBy } = rule;
  if (typeof liftedBy === 'object') return context.approvals?.includes(liftedBy.approval) ? 'yes' : 'no';
  if (liftedBy === 'nothing') return 'no';
  if (liftedBy === 'national') return ofFlag(context.nationalLevel);
  const byFlag = ofFlag(context.governmentAuthorised);
  if (context.subjectType !== 'government' || byFlag === 'yes') return byFlag;
  return context.typeConfirmed === true ? 'yes' : 'unconfirmed';
}

function ofFlag(flag: Flag | undefined): 'yes' | 'unconfirmed' | 'no' {
  if (flag === 'confirmed') return 'yes';
  return flag === 'declared' ? 'unconfirmed' : 'no';
}
