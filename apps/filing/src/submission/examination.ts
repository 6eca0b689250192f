import type { FormData } from '@beian/contracts/filing/forms';
import type { ObjectKind } from '@beian/contracts/primitives';
import type { FieldProblem } from '@beian/contracts/problem';
import { SUBJECT_RECEIPT, SubjectReceipt, UPLOAD_RECEIPT, UploadReceipt } from '@beian/contracts/receipts';
import type { Keys } from '@beian/kit/auth/keys';
import { verifiedAt } from '@beian/kit/auth/signed-at';
import type { Sealer } from '@beian/kit/crypto/sealer';
import { invalidInput } from '@beian/kit/errors/domain-error';
import { shanghaiDate } from '@beian/rules/calendar/dates';
import { duplicateKey } from '@beian/rules/domains/hosts';
import { checkForm } from '@beian/rules/forms/check-form';
import { claimsOf, hostsOf, type Claim } from '@beian/rules/forms/claims';
import { formWith } from '@beian/rules/forms/dictionaries/editable';
import { formOf } from '@beian/rules/forms/forms';
import { isInteractive, type InteractiveSetting } from '@beian/rules/forms/interactive';
import { certificateNumbersOf, picturesOf, type Picture } from '@beian/rules/forms/personal';
import { flagOf } from '@beian/rules/naming/check-name';
import type { SubjectType } from '@beian/rules/organisations/subject-types';
import { maskName } from '@beian/rules/persons/masks';
import { normalizeCertificateNumber } from '@beian/rules/persons/resident-id';
import { isRefused, type Finding } from '@beian/rules/result';
import { refusal } from '../application/application.errors.ts';
import type { JudgedBy } from '../rule-versions/judged-by.ts';

/** What somebody submits: a form and the signed facts it rests on. */
export interface Submitted {
  readonly owner: string;
  readonly object: ObjectKind;
  readonly data: FormData;
  readonly subjectReceipt: string;
  readonly uploadReceipts: readonly string[];
  /** When it reached us: receipts must have been good then. */
  readonly at: Date;
  /** The rules in force. */
  readonly judgedBy: JudgedBy;
  /** What an officer has decided about the case before (OPN-19). */
  readonly interactiveSet?: InteractiveSetting | null;
}

/** A form that passed, with everything that follows from it and from the receipts. */
export interface Examined {
  readonly receipt: SubjectReceipt;
  readonly object: ObjectKind;
  readonly data: FormData;
  /** A-labels, and the same without www.; none where the kind has no domains. */
  readonly domains: string[];
  readonly hosts: string[];
  /** What it alone may have among all that are open or filed. */
  readonly claims: Claim[];
  readonly interactive: boolean;
  readonly uploads: string[];
  readonly persons: string[];
  readonly warnings: Finding[];
  /** Versions of the naming rules and of the dictionaries that it was judged by. */
  readonly rulesVersion: number;
  readonly dictionariesVersion: number;
  readonly subjectName: string;
  /** A unit's name, a person's masked. */
  readonly subjectShown: string;
}

/**
 * Checks a form against the receipts and by every rule, offline: neither subject nor storage is asked. Throws
 * `input.invalid` with every faulty field, or the code of the receipt that does not hold.
 */
export async function examine(keys: Keys, sealer: Sealer, submitted: Submitted): Promise<Examined> {
  const { object, data, owner, at, judgedBy: { nameRules, dictionaries } } = submitted;
  const form = formWith(formOf(object), dictionaries.content);
  const receipt = verifiedAt(keys, SUBJECT_RECEIPT, 'subject', SubjectReceipt, submitted.subjectReceipt, at);
  if (receipt.owner !== owner) throw refusal('subject.not-own');
  if (receipt.state === 'returned') throw refusal('subject.returned');
  const uploads = submitted.uploadReceipts.map((token) => verifiedAt(keys, UPLOAD_RECEIPT, 'storage', UploadReceipt, token, at));
  const subjectType = receipt.nature === 'individual' ? 'individual' : (receipt.type as SubjectType);
  // An approved subject's type and flags are ones that an officer has confirmed (S6).
  const approved = receipt.state === 'approved';
  const flags = { nationalLevel: flagOf(receipt.nationalLevel, approved), governmentAuthorised: flagOf(receipt.governmentAuthorised, approved) };
  const findings = checkForm(form, data, { subjectType, soleTrader: receipt.soleTrader === true, typeConfirmed: approved, ...flags, today: shanghaiDate(at), nameRules: nameRules.content });
  const pictures = picturesOf(form, data);
  const faults = [...problemsOf(findings), ...checkPictures(pictures, uploads, owner)];
  if (faults.length > 0) throw invalidInput(faults);
  const domains = hostsOf(form, data);
  const subjectName = receipt.unitName ?? (await sealer.open(receipt.name, `subject:${receipt.subject}:${receipt.revision}:name`));
  return {
    receipt,
    object,
    data,
    domains,
    hosts: domains.map(duplicateKey),
    claims: claimsOf(form, data),
    interactive: isInteractive(form, data, submitted.interactiveSet),
    uploads: [...new Set(pictures.map(({ upload }) => upload))],
    persons: [...new Set([...receipt.persons, ...certificateNumbersOf(form, data).map((number) => sealer.index('certificate', normalizeCertificateNumber(number)))])],
    warnings: findings.filter((finding) => finding.level === 'warn'),
    rulesVersion: nameRules.version,
    dictionariesVersion: dictionaries.version,
    subjectName,
    subjectShown: receipt.unitName ?? maskName(subjectName),
  };
}

/** Refusing findings as faults of the form's fields. */
export function problemsOf(findings: readonly Finding[]): FieldProblem[] {
  if (!isRefused(findings)) return [];
  return findings.filter((finding) => finding.level === 'refuse').map(({ field, code, message }) => ({ field: field === undefined ? 'data' : `data.${field}`, code, message }));
}

function checkPictures(pictures: readonly Picture[], uploads: readonly UploadReceipt[], owner: string): FieldProblem[] {
  return pictures.flatMap(({ field, upload: named, identity }) => {
    const upload = uploads.find((each) => each.upload === named && each.owner === owner);
    const path = `data.${field}`;
    if (upload === undefined) return [{ field: path, code: 'upload.receipt-missing', message: '图片未上传成功或不属于当前账号，请重新上传' }];
    if (identity && upload.purpose !== 'certificate') return [{ field: path, code: 'upload.purpose', message: '请上传证件图片' }];
    return [];
  });
}
