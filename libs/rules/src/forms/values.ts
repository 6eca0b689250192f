import type { ApprovalKind } from '../naming/approvals.ts';
import type { PersonCertificateType } from '../persons/certificate-types.ts';
import type { APP_PLATFORMS } from './dictionaries/platforms.ts';
import type { HostingMode } from './dictionaries/providers.ts';
import type { FormDescription, FormField } from './description.ts';

export interface ProviderValue { name: string; region: string | null; directory: string | null }
/** `provider` is null when the servers are the applicant's own. */
export interface HostingValue { mode: HostingMode; provider: ProviderValue | null; region: string }
export interface IpRangeValue { start: string; end: string; overrideReason?: string | undefined }
export interface ApprovalValue { kind: ApprovalKind; image: string }
export interface PackageValue { platform: keyof typeof APP_PLATFORMS; bundleId: string; signature: string }
export interface ContactValue { name: string; mobile: string; email: string; sameAsSubject: boolean }
export interface PersonValue extends ContactValue {
  certificateType: PersonCertificateType;
  certificateNumber: string;
  validUntil: string | null;
  residence: string;
  officePhone: string;
  idImage: string;
}

interface Simple {
  text: string; lines: string; number: number; boolean: boolean; date: string; email: string; url: string; image: string;
  /** Keys of dictionaries, which administrators edit (OPN-57): the rules know which there are. */
  choice: string; choices: string[]; tree: string[];
  tags: string[]; images: string[]; domains: string[]; regions: string[]; versions: string[];
  ipRanges: IpRangeValue[]; provider: ProviderValue; hosting: HostingValue; approvals: ApprovalValue[]; packages: PackageValue[];
  person: PersonValue; contact: ContactValue;
}

/** What a field holds once it has passed its schema. */
export type ValueOf<F extends FormField> = Simple[F['type']];

/** Lists are always there, though perhaps empty; of the rest what is required in any case. */
export type ListType = 'choices' | 'tree' | 'tags' | 'images' | 'domains' | 'regions' | 'versions' | 'ipRanges' | 'approvals' | 'packages';
export type IsPresent<F extends FormField> = F['type'] extends ListType ? true : F['required'] extends true ? true : false;

/** The fields of a description, as a union. */
export type FieldsOf<D extends FormDescription> = D['steps'][number]['blocks'][number]['fields'][number];

/** A form as typed: anything may be missing or wrong. Rules look at no more than they recognise. */
export type Typed = Readonly<Record<string, unknown>>;
