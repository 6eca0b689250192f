import { addDays, isLocalDate, shanghaiDate, type LocalDate } from '../calendar/dates.ts';
import { checkAddressRanges, type AddressRange } from '../domains/addresses.ts';
import { checkDomains } from '../domains/check-domains.ts';
import { toALabel } from '../domains/hosts.ts';
import { checkName, type NameContext } from '../naming/check-name.ts';
import { NAME_RULES, type NameRule } from '../naming/name-rules.ts';
import { refuse, warn, type Finding } from '../result.ts';
import { checkApprovals, evidencedApprovals, type GivenApproval } from './approvals.ts';
import { isInteractive, type InteractiveInput } from './interactive.ts';
import { checkProvider, type GivenProvider } from './providers.ts';
import { SERVICE_TYPES, isServiceType } from './service-types.ts';
import { checkSitePersons, type SitePersons } from './site-persons.ts';

/** Step 2 of the wizard, as far as rules look at it (WEB-10..21). */
export interface WebsiteBasics extends InteractiveInput {
  readonly approvals: readonly GivenApproval[];
  readonly accessProvider: GivenProvider;
  readonly registrar: GivenProvider;
  readonly ipRanges: readonly AddressRange[];
  readonly openedOn: LocalDate;
  readonly homeUrl?: string | undefined;
  readonly icpNumber?: string | undefined;
  /** Written explanation where a naming rule asks for one (OPN-15). */
  readonly explanation?: string | undefined;
}

export type WebsiteInput = WebsiteBasics & SitePersons;

/** What is known of the subject, and of the day. */
export interface WebsiteContext extends Pick<NameContext, 'subjectType' | 'soleTrader' | 'governmentAuthorised' | 'nationalLevel' | 'typeConfirmed'> {
  /** Day of the check in Asia/Shanghai. Left out: today by the clock of the machine. */
  readonly today?: LocalDate;
  /** The keyword table of the bureau; left out: the platform's (NAM-09). */
  readonly nameRules?: readonly NameRule[];
}

const FILING_DUTY_DAYS = 30;

/** Steps 2 and 3 together; paths are those of the form. The service checks again at submission (OPN-15). */
export function checkWebsite(site: WebsiteInput, context: WebsiteContext): Finding[] {
  return [...checkWebsiteBasics(site, context), ...checkSitePersons(site, context.today ?? shanghaiDate(new Date()))];
}

/** Step 2 alone: what 【下一步】 asks for. */
export function checkWebsiteBasics(site: WebsiteBasics, context: WebsiteContext): Finding[] {
  const approvals = evidencedApprovals(site.approvals);
  const name = checkName(site.name, { ...context, domains: site.domains, approvals }, context.nameRules ?? NAME_RULES);
  return [
    ...name,
    ...checkExplanation(name, site.explanation),
    ...checkDomainList(site.domains, approvals.includes('bulletin')),
    ...checkServiceTypes(site.serviceTypes, context),
    ...(!site.interactive && isInteractive(site)
      ? [warn('website.interactive', '根据服务类型、名称或域名，该网站将按交互式网站办理', 'interactive', { rule: 'OPN-19' })]
      : []),
    ...checkApprovals(site.approvals),
    ...checkProvider(site.accessProvider, '网络接入服务商', 'accessProvider'),
    ...checkProvider(site.registrar, '域名注册服务商', 'registrar'),
    ...checkAddressRanges(site.ipRanges),
    ...checkOpening(site.openedOn, context.today ?? shanghaiDate(new Date())),
    ...checkHomeUrl(site.homeUrl, site.domains),
    ...checkIcpNumber(site.icpNumber),
  ];
}

/** WEB-40, TV-37: without the tick there is no submission. */
export function checkNoticeAccepted(accepted: boolean): Finding[] {
  return accepted ? [] : [refuse('website.notice', '请阅读并勾选“我已阅读信息网络安全保护方案”', 'notice.accepted', { rule: 'WEB-40' })];
}

function checkExplanation(name: readonly Finding[], explanation: string | undefined): Finding[] {
  const needed = name.some((finding) => finding.explain === true) && (explanation ?? '').trim() === '';
  return needed ? [refuse('name.explanation-missing', '网站名称含有受限词语，请填写书面说明', 'explanation', { rule: 'OPN-15' })] : [];
}

function checkDomainList(domains: readonly string[], hasForumEvidence: boolean): Finding[] {
  return domains.length === 0 ? [refuse('domain.missing', '请填写域名', 'domains', { rule: 'WEB-11' })] : checkDomains(domains, hasForumEvidence);
}

function checkServiceTypes(types: readonly string[], context: WebsiteContext): Finding[] {
  if (types.length === 0) return [refuse('website.service-type', '请选择网站服务类型', 'serviceTypes', { rule: 'WEB-12' })];
  const group = context.subjectType === 'individual' ? 'individuals' : 'units';
  return types.flatMap((type, index) => {
    const path = `serviceTypes.${index}`;
    if (!isServiceType(type)) return [refuse('website.service-type', '请选择网站服务类型', path, { rule: 'WEB-12' })];
    const { label, openTo } = SERVICE_TYPES[type];
    if (openTo === 'all' || openTo === group) return [];
    return [refuse('website.service-type-nature', `“${label}”仅限${openTo === 'units' ? '单位' : '个人'}选择`, path, { rule: 'OPN-18' })];
  });
}

// OPN-23, LAW-02: shown to applicant and officer, never a block.
function checkOpening(openedOn: LocalDate, today: LocalDate): Finding[] {
  if (!isLocalDate(openedOn)) return [refuse('website.opened-on', '请填写网站开通日期', 'openedOn', { rule: 'WEB-20' })];
  if (openedOn >= addDays(today, -FILING_DUTY_DAYS)) return [];
  return [warn('website.late', '网站开通已超过30日，依法应在开通之日起30日内备案', 'openedOn', { rule: 'OPN-23' })];
}

function checkHomeUrl(homeUrl: string | undefined, domains: readonly string[]): Finding[] {
  if (homeUrl === undefined || homeUrl.trim() === '') return [];
  const host = /^https?:\/\/([^/:?#]+)(?::\d{1,5})?(?:[/?#]|$)/iu.exec(homeUrl.trim())?.[1];
  const stored = toALabel(host ?? '');
  if (host === undefined) return [refuse('website.home-url', '首页网址应以http://或https://开头', 'homeUrl', { rule: 'OPN-22' })];
  const own = stored !== undefined && domains.map(toALabel).some((domain) => domain !== undefined && (stored === domain || stored.endsWith(`.${domain.replace(/^www\./, '')}`) || `www.${stored}` === domain));
  return own ? [] : [warn('website.home-url-domain', '首页网址不在所填域名之下，请核对', 'homeUrl', { rule: 'OPN-22' })];
}

function checkIcpNumber(icpNumber: string | undefined): Finding[] {
  const text = (icpNumber ?? '').normalize('NFKC').replace(/\s+/gu, '');
  if (text === '' || /^\p{Script=Han}(?:ICP备|ICP证)\d{6,10}号(?:-\d{1,4}A?)?$/iu.test(text) || /^\p{Script=Han}[AB][12]?-?\d{6,10}(?:-\d+)?$/iu.test(text)) return [];
  return [warn('website.icp-number', 'ICP备案号格式不常见，请核对', 'icpNumber', { rule: 'WEB-21' })];
}
