import { BureauId, RegionCode } from '@beian/contracts/primitives';
import { LoginName, Password } from '@beian/contracts/identity/api';
import { Role } from '@beian/contracts/principal';
import { checkPerson } from '@beian/rules/persons/check-person';
import { z } from 'zod';

const Bureau = z.strictObject({
  id: BureauId,
  parent: BureauId.nullable(),
  name: z.string().min(1),
  level: z.enum(['province', 'city', 'county']),
  issuingCode: z.string().regex(/^\d{6}$/),
  prefix: z.string().min(1),
  brigadePhone: z.string().min(1).nullable(),
  regions: z.array(RegionCode),
  active: z.boolean().default(true),
});

const Region = z.strictObject({
  code: RegionCode,
  name: z.string().min(1),
  parent: RegionCode.nullable(),
  abolishedOn: z.iso.date().nullable().default(null),
  successors: z.array(RegionCode).default([]),
});

const Officer = z.strictObject({
  loginName: LoginName,
  name: z.string().min(1),
  bureau: BureauId,
  roles: z.array(Role.exclude(['applicant'])).min(1),
  idNumber: z.string().min(1),
  active: z.boolean().default(true),
});

/** A province as a file: its regions, bureaus and officers. All officers share the file's password until they change it. */
export const ProvinceFile = z
  .strictObject({
    sample: z.boolean(),
    note: z.record(z.string(), z.string()),
    password: Password,
    /** One TOTP secret (base32) for all officers of a sample, which is open to everybody; real officers enrol their own. */
    secondFactor: z.string().regex(/^[A-Z2-7]{32}$/).optional(),
    bureaus: z.array(Bureau).min(1),
    officers: z.array(Officer),
    regions: z.array(Region).min(1),
  })
  .superRefine((file, context) => {
    if (file.secondFactor !== undefined && !file.sample) context.addIssue({ code: 'custom', message: 'only a sample may name a second factor' });
    for (const message of faultsOf(file)) context.addIssue({ code: 'custom', message });
  });
export type ProvinceFile = z.infer<typeof ProvinceFile>;
export type BureauEntry = z.infer<typeof Bureau>;
export type RegionEntry = z.infer<typeof Region>;
export type OfficerEntry = z.infer<typeof Officer>;

interface Whole {
  readonly bureaus: readonly BureauEntry[];
  readonly officers: readonly OfficerEntry[];
  readonly regions: readonly RegionEntry[];
}

/** What does not fit together in a file whose parts are well-formed. */
function faultsOf({ bureaus, officers, regions }: Whole): string[] {
  const ids = new Set(bureaus.map((bureau) => bureau.id));
  const codes = new Set(regions.map((region) => region.code));
  const received = bureaus.flatMap((bureau) => bureau.regions);
  return [
    ...repeated(bureaus.map((bureau) => String(bureau.id))).map((id) => `bureau ${id} is listed twice`),
    ...repeated(regions.map((region) => region.code)).map((code) => `region ${code} is listed twice`),
    ...repeated(officers.map((officer) => officer.loginName.toLowerCase())).map((name) => `officer ${name} is listed twice`),
    ...repeated(received).map((code) => `region ${code} is received by two bureaus`),
    ...received.filter((code) => !codes.has(code)).map((code) => `region ${code} of a bureau is not listed`),
    ...bureaus.filter(({ parent }) => parent !== null && !ids.has(parent)).map(({ id }) => `the parent of bureau ${id} is not listed`),
    ...regions.filter(({ parent }) => parent !== null && !codes.has(parent)).map(({ code }) => `the parent of region ${code} is not listed`),
    ...regions.flatMap(({ code, successors }) => successors.filter((next) => !codes.has(next)).map((next) => `successor ${next} of region ${code} is not listed`)),
    ...regions.filter(({ abolishedOn, successors }) => (abolishedOn === null) !== (successors.length === 0)).map(({ code }) => `region ${code} must have both a day and successors, or neither`),
    ...officers.filter(({ bureau }) => !ids.has(bureau)).map(({ loginName }) => `the bureau of officer ${loginName} is not listed`),
    ...circles(bureaus, (bureau) => String(bureau.id), (bureau) => (bureau.parent === null ? null : String(bureau.parent))).map((id) => `bureau ${id} lies below itself`),
    ...circles(regions, (region) => region.code, (region) => region.parent).map((code) => `region ${code} lies below itself`),
    ...officers.filter(({ name, idNumber }) => checkPerson({ name, certificateType: 'resident_id', certificateNumber: idNumber }, '2026-01-01').some(({ level }) => level === 'refuse')).map(({ loginName }) => `officer ${loginName} has no sound name or certificate number`),
  ];
}

function repeated(keys: readonly string[]): string[] {
  return [...new Set(keys.filter((key, index) => keys.indexOf(key) !== index))];
}

function circles<T>(nodes: readonly T[], keyOf: (node: T) => string, parentOf: (node: T) => string | null): string[] {
  const parents = new Map(nodes.map((node) => [keyOf(node), parentOf(node)]));
  return [...parents.keys()].filter((start) => {
    const seen = new Set([start]);
    for (let next = parents.get(start) ?? null; next !== null; next = parents.get(next) ?? null) {
      if (next === start) return true;
      if (seen.has(next)) return false;
      seen.add(next);
    }
    return false;
  });
}
