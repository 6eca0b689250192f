import type { FormData } from '@beian/contracts/filing/forms';
import type { ObjectKind } from '@beian/contracts/primitives';
import type { Reason } from '@beian/contracts/reason';
import type { Sealer } from '@beian/kit/crypto/sealer';
import { canonicalJson } from '@beian/kit/crypto/digest';
import { commit, newSalt } from '@beian/kit/records/record';
import { z } from 'zod';

// What was accepted once stays readable when the rules of forms grow: only the shape around it is checked.
const Stored = z.object({ salt: z.string(), data: z.custom<FormData>(isObject) });

/** What an application says, with the salt of its commitment; both are erased together. */
export interface SealedData {
  readonly sealed: string;
  readonly commitment: { commitment: string };
}

/** Seals the form for its application, and commits to it for the auditor. */
export async function sealData(sealer: Sealer, application: string, data: FormData): Promise<SealedData> {
  const salt = newSalt();
  return { sealed: await sealer.seal(JSON.stringify({ salt, data }), dataContext(application)), commitment: commit(canonicalJson(data), salt) };
}

/** The form in clear: for its owner, the competent officer and the rules. */
export async function openData(sealer: Sealer, application: string, sealed: string): Promise<FormData> {
  return Stored.parse(JSON.parse(await sealer.open(sealed, dataContext(application)))).data;
}

const StoredReasons = z.object({ salt: z.string(), reasons: z.array(z.custom<Reason>(isObject)) });

/** Seals a return's reasons for the application, with the salt of their commitment. */
export async function sealReasons(sealer: Sealer, application: string, reasons: readonly Reason[], salt: string): Promise<string> {
  return sealer.seal(JSON.stringify({ salt, reasons }), `application:${application}:reasons`);
}

/** The last return's reasons; none when there was none. */
export async function openReasons(sealer: Sealer, application: string, sealed: string | null): Promise<Reason[]> {
  if (sealed === null) return [];
  return StoredReasons.parse(JSON.parse(await sealer.open(sealed, `application:${application}:reasons`))).reasons;
}

const StoredReason = z.object({ salt: z.string(), reason: z.string() });

/** Seals why a filing was set interactive or not, with the salt of its commitment. */
export async function sealInteractiveReason(sealer: Sealer, application: string, reason: string, salt: string): Promise<string> {
  return sealer.seal(JSON.stringify({ salt, reason }), `application:${application}:interactive`);
}

/** Why a filing was set interactive or not. */
export async function openInteractiveReason(sealer: Sealer, application: string, sealed: string): Promise<string> {
  return StoredReason.parse(JSON.parse(await sealer.open(sealed, `application:${application}:interactive`))).reason;
}

/** Contexts of the subject's name, where a natural person's is sealed. */
export const subjectNameContext = (application: string): string => `application:${application}:subject`;
export const openerContext = (filing: string): string => `filing:${filing}:opener`;

/** What is said about a case ends with its data: commands, reasons. */
export const caseHolder = (application: string): string => `application:${application}`;
/** Drafts end with their account. */
export const draftHolder = (owner: string): string => `account:${owner}`;

const dataContext = (application: string): string => `application:${application}:data`;

/** Top-level fields that differ: what a resubmission has changed (S2). */
export function changedFields(object: ObjectKind, before: FormData, after: FormData): string[] {
  const [old, present] = [before, after] as Record<string, unknown>[];
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return keys.filter((key) => canonicalJson(old?.[key] ?? null) !== canonicalJson(present?.[key] ?? null)).map((key) => `${object}.${key}`);
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}
