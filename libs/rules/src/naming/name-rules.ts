import type { ApprovalKind } from './approvals.ts';

/**
 * One row of the keyword table (NAM-09, OPN-15). A bureau may load its own rows; these are what the platform ships.
 */
export interface NameRule {
  readonly rule: string;
  /** Stable code of the finding. */
  readonly code: string;
  readonly match: 'contains' | 'prefix';
  readonly words: readonly string[];
  readonly appliesTo: 'all' | 'individuals';
  /** What exempts: nothing, a government body or authorised unit, a national-level unit, or an approval. */
  readonly liftedBy: 'nothing' | 'government' | 'national' | { readonly approval: ApprovalKind };
  /** Refused outright, or to be explained in writing for the officer to decide; for individuals and for units. */
  readonly individuals: 'refuse' | 'explain';
  readonly units: 'refuse' | 'explain';
  /** Codes of rules that say the same more strongly: when one of them hits, this row is silent. */
  readonly coveredBy?: readonly string[];
  readonly reason: string;
}

const field = (rule: string, approval: ApprovalKind, words: readonly string[], reason: string, coveredBy: readonly string[] = []): NameRule => ({
  rule: `NAM-06/${rule}`, code: `name.field-${approval}`, match: 'contains', words, appliesTo: 'all', liftedBy: { approval },
  individuals: 'explain', units: 'explain', coveredBy, reason,
});

/** Site-name rules of 004:89. Lists that end with 等 there are open: words beyond the quoted ones are proposals. */
export const NAME_RULES: readonly NameRule[] = [
  {
    rule: 'NAM-02', code: 'name.company', match: 'contains', words: ['有限责任公司', '股份有限公司', '有限公司', '集团公司', '公司', '集团', '合伙企业', '股份'],
    appliesTo: 'individuals', liftedBy: 'nothing', individuals: 'refuse', units: 'refuse',
    reason: '个人（含个体工商户）网站名称不得以公司名称为主',
  },
  {
    rule: 'NAM-04', code: 'name.public-affairs', match: 'contains',
    words: ['人民政府', '政府', '监察', '纪检', '公安', '检察院', '人民法院', '人大常委会', '政协', '国务院', '税务局', '派出所', '网警'],
    appliesTo: 'all', liftedBy: 'government', individuals: 'refuse', units: 'explain',
    reason: '非政府机构或非政府授权机构的网站名称不得使用公共事务关键字',
  },
  {
    rule: 'NAM-05', code: 'name.national', match: 'prefix', words: ['中国', '中华', '维权', '全国', '国家'],
    appliesTo: 'all', liftedBy: 'national', individuals: 'explain', units: 'explain',
    reason: '非国家级单位的网站名称不得以“中国”“中华”“维权”等字头开头',
  },
  {
    rule: 'NAM-07', code: 'name.news-site', match: 'contains', words: ['新闻网'], appliesTo: 'all', liftedBy: { approval: 'news' },
    individuals: 'refuse', units: 'refuse', reason: '未经新闻主管部门同意，网站名称不得含有“新闻网”',
  },
  {
    rule: 'NAM-08', code: 'name.forum', match: 'contains', words: ['论坛'], appliesTo: 'all', liftedBy: { approval: 'bulletin' },
    individuals: 'refuse', units: 'refuse', reason: '未取得电子公告专项审批，网站名称不得含有“论坛”',
  },
  field('NAM-20', 'news', ['新闻'], '涉及新闻的名称须经省委宣传部前置审批', ['name.news-site']),
  field('NAM-21', 'publishing', ['出版'], '涉及出版的名称须经省出版局前置审批'),
  field('NAM-22', 'education', ['教育'], '涉及教育的名称须经省教育厅前置审批'),
  field('NAM-23', 'health', ['卫生'], '涉及卫生的名称须经省卫生厅前置审批'),
  field('NAM-24', 'drugs', ['药品', '医药', '药监', '药'], '涉及药品的名称须经省食品药品监管局前置审批'),
  field('NAM-25', 'culture', ['文化'], '涉及文化的名称须经省文化厅前置审批'),
  field('NAM-26', 'broadcast', ['广电', '影视', '广播', '电视台'], '涉及广播影视的名称须经省广电厅前置审批'),
];
