import type { ObjectKind } from '@beian/contracts/primitives';
import type { PersonCertificateType } from '@beian/rules/persons/certificate-types';

/** Whose subject it is filed under: some rules differ (NAM-02, NAM-04, OPN-18). */
export type Who = 'unit' | 'individual';

export interface Person {
  name: string; certificateType: PersonCertificateType; certificateNumber: string; validUntil: string | null; mobile: string; email: string;
  residence: string; officePhone: string; sameAsSubject: boolean; idImage: string;
}
export interface Contact { name: string; mobile: string; email: string; sameAsSubject: boolean }
export interface Provider { name: string; region: string | null; directory: string | null }
export interface Range { start: string; end: string; overrideReason?: string }

/** A form of any kind before it is sent. Written out here, so that a change of the product's own types is noticed. */
export interface Form {
  name: string; explanation?: string; interactive?: boolean; ipRanges: Range[];
  ownDomain?: boolean; domains?: string[]; serviceTypes?: string[]; serviceContents?: string[]; openedOn?: string; homeUrl?: string; icpNumber?: string; languages?: string[]; domainCertificate?: string;
  accessProvider?: Provider; registrar?: Provider; hosting?: { mode: string; provider: Provider | null; region: string };
  approvals?: { kind: string; image: string }[];
  applicationTypes?: string[]; description?: string; versions?: string[]; screenshots?: string[];
  platform?: string; appId?: string; accessUrl?: string; accessCode?: string;
  packages?: { platform: string; bundleId: string; signature: string }[]; downloadUrl?: string; users?: number;
  listed?: number; reviewMechanism?: string;
  categories?: string[]; regions?: string[]; licenceNumber?: string; licence?: string;
  manager?: Person; security?: Person; emergency?: Contact;
}

/** What the applicant sends, but for ids and receipts. */
export interface Submission {
  readonly object: ObjectKind;
  readonly who: Who;
  data: Form;
  readonly notice: { version: string; accepted: boolean };
}

/** Uploads of an owner, by purpose; submissions share them. */
export interface Album {
  readonly certificate: readonly string[];
  readonly licence: readonly string[];
  readonly screenshot: readonly string[];
}

/** Sets what stands at a path of the form, of whatever type; gives the path as an answer names it. */
export function put({ data }: Submission, path: string, value: unknown): string {
  const { holder, key } = placeOf(data, path);
  holder[key] = value;
  return `data.${path}`;
}

/** Takes away what stands at a path of the form. */
export function cut({ data }: Submission, path: string): string {
  const { holder, key } = placeOf(data, path);
  delete holder[key];
  return `data.${path}`;
}

function placeOf(data: object, path: string): { holder: Record<string, unknown>; key: string } {
  const steps = path.split('.');
  const key = steps.pop()!;
  const holder = steps.reduce<unknown>((at, step) => (at as Record<string, unknown>)[step], data);
  if (typeof holder !== 'object' || holder === null) throw new Error(`The form has no place for ${path}`);
  return { holder: holder as Record<string, unknown>, key };
}

/** Every leaf by its path, in the order of paths; empty lists and nulls are leaves. */
export function leavesOf(value: unknown, path = ''): Map<string, unknown> {
  if (typeof value !== 'object' || value === null || Object.keys(value).length === 0) return new Map([[path, value]]);
  const inner = Object.entries(value).flatMap(([key, one]) => [...leavesOf(one, path === '' ? key : `${path}.${key}`)]);
  return new Map(inner.sort(([one], [other]) => (one < other ? -1 : 1)));
}
