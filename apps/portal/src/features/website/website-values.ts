import type { Approval, EmergencyContact, Provider, ServiceType, SitePerson } from '@beian/contracts/filing/form-parts';
import { WebsiteData } from '@beian/contracts/filing/website';
import type { SubjectData } from '@beian/contracts/subject/api';
import { isSoleTrader } from '@beian/rules/organisations/subject-types';
import { normalizeCreditCode } from '@beian/rules/organisations/credit-code';
import { keptApprovals } from '@beian/rules/website/approvals';
import { checkWebsite, type WebsiteContext, type WebsiteInput } from '@beian/rules/website/check-website';
import { place, withSchema, type PlacedFinding } from '../../ui/form/findings.ts';
import type { z } from 'zod';

export type SitePersonValues = Partial<z.infer<typeof SitePerson>>;
export type EmergencyValues = Partial<z.infer<typeof EmergencyContact>>;
export const ROLES = ['manager', 'security', 'emergency'] as const;
export type SiteRole = (typeof ROLES)[number];

/** Steps 2 and 3 as typed: everything may be missing or wrong, and a draft keeps it so (OPN-37). */
export interface WebsiteValues {
  name?: string;
  domains?: (string | undefined)[];
  serviceTypes?: z.infer<typeof ServiceType>[];
  serviceContents?: string[];
  interactive?: boolean;
  /** 相关前置许可 是/否 (OPN-17). */
  approvalsInvolved?: boolean;
  approvals?: { kind: z.infer<typeof Approval>; image?: string }[];
  accessProvider?: Partial<z.infer<typeof Provider>>;
  registrar?: Partial<z.infer<typeof Provider>>;
  ipRanges?: ({ start?: string; end?: string } | undefined)[];
  openedOn?: string;
  homeUrl?: string;
  icpNumber?: string;
  languages?: string[];
  domainCertificate?: string;
  explanation?: string;
  manager?: SitePersonValues;
  security?: SitePersonValues;
  emergency?: EmergencyValues;
  /** 已逐项核实, for each role whose data were copied from the subject (OPN-21). */
  verified?: Partial<Record<SiteRole, boolean>>;
}

export const EMPTY_WEBSITE: WebsiteValues = { domains: [''], serviceContents: [], languages: [], approvalsInvolved: false, approvals: [], ipRanges: [{}] };

/** What is sent: approvals dropped when none is involved, a single address as both ends (WEB-17), blanks left out. */
export function toWebsiteData(values: WebsiteValues): unknown {
  const { approvalsInvolved, homeUrl, icpNumber, domainCertificate, explanation } = values;
  const given = Object.entries({ homeUrl, icpNumber, domainCertificate, explanation }).filter(([, value]) => (value ?? '').trim() !== '');
  return {
    name: values.name,
    serviceTypes: values.serviceTypes,
    interactive: values.interactive,
    openedOn: values.openedOn,
    domains: (values.domains ?? []).map((domain) => domain ?? ''),
    serviceContents: values.serviceContents ?? [],
    languages: values.languages ?? [],
    approvals: keptApprovals(approvalsInvolved === true, values.approvals ?? []),
    accessProvider: provider(values.accessProvider),
    registrar: provider(values.registrar),
    ipRanges: ranges(values),
    manager: { ...values.manager, sameAsSubject: values.manager?.sameAsSubject ?? false },
    security: { ...values.security, sameAsSubject: values.security?.sameAsSubject ?? false },
    emergency: { ...values.emergency, sameAsSubject: values.emergency?.sameAsSubject ?? false },
    ...Object.fromEntries(given),
  };
}

const provider = (given: WebsiteValues['registrar']): z.infer<typeof Provider> => ({ name: given?.name ?? '', region: given?.region ?? null, directory: given?.directory ?? null });
const ranges = (values: WebsiteValues): { start: string; end: string }[] =>
  (values.ipRanges ?? []).map((range) => ({ start: range?.start ?? '', end: (range?.end ?? '').trim() === '' ? (range?.start ?? '') : (range?.end ?? '') }));

export function fromWebsiteData(data: WebsiteData): WebsiteValues {
  const verified = { manager: data.manager.sameAsSubject, security: data.security.sameAsSubject, emergency: data.emergency.sameAsSubject };
  return { ...data, approvalsInvolved: data.approvals.length > 0, verified };
}

/** What the rules need to know of the subject (NAM-32). */
export function contextOf(subject: SubjectData, approved: boolean): WebsiteContext {
  if (subject.nature === 'individual') return { subjectType: 'individual' };
  return { subjectType: subject.type, soleTrader: isSoleTrader(normalizeCreditCode(subject.certificateNumber)), typeConfirmed: approved };
}

/** Everything the rules, the schema and OPN-21 have to say. */
export function checkWebsiteValues(values: WebsiteValues, context: WebsiteContext): PlacedFinding[] {
  const data = toWebsiteData(values);
  const findings = withSchema(place(checkWebsite(ruleInput(values), context)), WebsiteData, data).filter((finding) => !isCopiedEnd(finding, values));
  return [...findings, ...unchosen(values), ...unverified(values)];
}

function ruleInput(values: WebsiteValues): WebsiteInput {
  return {
    name: values.name ?? '', domains: (values.domains ?? []).map((domain) => domain ?? ''), serviceTypes: values.serviceTypes ?? [], interactive: values.interactive ?? false,
    approvals: keptApprovals(values.approvalsInvolved === true, values.approvals ?? []), accessProvider: provider(values.accessProvider), registrar: provider(values.registrar),
    ipRanges: ranges(values), openedOn: values.openedOn ?? '', homeUrl: values.homeUrl, icpNumber: values.icpNumber, explanation: values.explanation,
    manager: { ...values.manager, name: values.manager?.name ?? '' }, security: { ...values.security, name: values.security?.name ?? '' }, emergency: { ...values.emergency, name: values.emergency?.name ?? '' },
  };
}

// An empty end stands for the start, whose fault is told there.
function isCopiedEnd({ path }: PlacedFinding, values: WebsiteValues): boolean {
  return path[0] === 'ipRanges' && path[2] === 'end' && (values.ipRanges?.[Number(path[1])]?.end ?? '').trim() === '';
}

function unchosen(values: WebsiteValues): PlacedFinding[] {
  if (values.approvalsInvolved !== true || (values.approvals ?? []).length > 0) return [];
  return [{ code: 'approval.none', level: 'refuse', message: '请选择前置许可种类，不涉及的请选“否”', path: ['approvals'] }];
}

function unverified(values: WebsiteValues): PlacedFinding[] {
  return ROLES.filter((role) => values[role]?.sameAsSubject === true && values.verified?.[role] !== true)
    .map((role) => ({ code: 'person.unverified', level: 'refuse', message: '请逐项核实后勾选', path: ['verified', role] }));
}

/** Uploads that the form refers to; their receipts go along with it. */
export function uploadsOfWebsite(data: WebsiteData): string[] {
  const { approvals, manager, security, domainCertificate } = data;
  return [...approvals.map(({ image }) => image), manager.idImage, security.idImage, ...(domainCertificate === undefined ? [] : [domainCertificate])];
}
