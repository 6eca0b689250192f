import type { WebsiteData } from '@beian/contracts/filing/website';
import type { FieldProblem } from '@beian/contracts/problem';
import { SUBJECT_RECEIPT, SubjectReceipt, UPLOAD_RECEIPT, UploadReceipt } from '@beian/contracts/receipts';
import type { Keys } from '@beian/kit/auth/keys';
import type { Sealer } from '@beian/kit/crypto/sealer';
import { invalidInput } from '@beian/kit/errors/domain-error';
import { shanghaiDate } from '@beian/rules/calendar/dates';
import { duplicateKey, registrableDomain, toALabel } from '@beian/rules/domains/hosts';
import type { SubjectType } from '@beian/rules/organisations/subject-types';
import { maskName } from '@beian/rules/persons/masks';
import { normalizeCertificateNumber } from '@beian/rules/persons/resident-id';
import { isRefused, type Finding } from '@beian/rules/result';
import { checkWebsite } from '@beian/rules/website/check-website';
import { isInteractive } from '@beian/rules/website/interactive';
import { refusal } from '../application/application.errors.ts';
import { verifiedAt } from '../decision/signed-at.ts';

/** What somebody submits: a form and the signed facts it rests on. */
export interface Submitted {
  readonly owner: string;
  readonly data: WebsiteData;
  readonly subjectReceipt: string;
  readonly uploadReceipts: readonly string[];
  /** When it reached us: receipts must have been good then. */
  readonly at: Date;
}

/** A form that passed, with everything that follows from it and from the receipts. */
export interface Examined {
  readonly receipt: SubjectReceipt;
  readonly data: WebsiteData;
  /** A-labels; the same without www. (what may exist once); and their registrable domains, in the same order. */
  readonly domains: string[];
  readonly hosts: string[];
  readonly registrable: string[];
  readonly interactive: boolean;
  readonly uploads: string[];
  readonly persons: string[];
  readonly warnings: Finding[];
  readonly subjectName: string;
  /** A unit's name, a person's masked. */
  readonly subjectShown: string;
}

/**
 * Checks a form against the receipts and by every rule, offline: neither subject nor storage is asked. Throws
 * `input.invalid` with every faulty field, or the code of the receipt that does not hold.
 */
export async function examine(keys: Keys, sealer: Sealer, submitted: Submitted): Promise<Examined> {
  const { data, owner, at } = submitted;
  const receipt = verifiedAt(keys, SUBJECT_RECEIPT, 'subject', SubjectReceipt, submitted.subjectReceipt, at);
  if (receipt.owner !== owner) throw refusal('subject.not-own');
  if (receipt.state === 'returned') throw refusal('subject.returned');
  const uploads = submitted.uploadReceipts.map((token) => verifiedAt(keys, UPLOAD_RECEIPT, 'storage', UploadReceipt, token, at));
  const subjectType = receipt.nature === 'individual' ? 'individual' : (receipt.type as SubjectType);
  const findings = checkWebsite(data, { subjectType, today: shanghaiDate(at) });
  const faults = [...problemsOf(findings), ...checkImages(data, uploads, owner)];
  if (faults.length > 0) throw invalidInput(faults);
  const domains = data.domains.map((domain) => toALabel(domain) ?? domain);
  const hosts = domains.map(duplicateKey);
  const subjectName = receipt.unitName ?? (await sealer.open(receipt.name, `subject:${receipt.subject}:${receipt.revision}:name`));
  return {
    receipt,
    data,
    domains,
    hosts,
    registrable: hosts.map((host) => registrableDomain(host) ?? host),
    interactive: isInteractive(data),
    uploads: [...new Set(imagesOf(data).map(({ image }) => image))],
    persons: [...new Set([...receipt.persons, ...[data.manager, data.security].map((person) => sealer.index('certificate', normalizeCertificateNumber(person.certificateNumber)))])],
    warnings: findings.filter((finding) => finding.level === 'warn'),
    subjectName,
    subjectShown: receipt.unitName ?? maskName(subjectName),
  };
}

/** Refusing findings as faults of the form's fields. */
export function problemsOf(findings: readonly Finding[]): FieldProblem[] {
  if (!isRefused(findings)) return [];
  return findings.filter((finding) => finding.level === 'refuse').map(({ field, code, message }) => ({ field: field === undefined ? 'data' : `data.${field}`, code, message }));
}

interface NamedImage {
  readonly field: string;
  readonly image: string;
  readonly identity: boolean;
}

function imagesOf(data: WebsiteData): NamedImage[] {
  return [
    { field: 'manager.idImage', image: data.manager.idImage, identity: true },
    { field: 'security.idImage', image: data.security.idImage, identity: true },
    ...data.approvals.map((approval, index) => ({ field: `approvals.${index}.image`, image: approval.image, identity: false })),
    ...(data.domainCertificate === undefined ? [] : [{ field: 'domainCertificate', image: data.domainCertificate, identity: false }]),
  ];
}

function checkImages(data: WebsiteData, uploads: readonly UploadReceipt[], owner: string): FieldProblem[] {
  return imagesOf(data).flatMap(({ field, image, identity }) => {
    const upload = uploads.find((each) => each.upload === image && each.owner === owner);
    const path = `data.${field}`;
    if (upload === undefined) return [{ field: path, code: 'upload.receipt-missing', message: '图片未上传成功或不属于当前账号，请重新上传' }];
    if (identity && upload.purpose !== 'certificate') return [{ field: path, code: 'upload.purpose', message: '请上传证件图片' }];
    return [];
  });
}
