import type { FieldProblem } from '@beian/contracts/problem';
import type { SubjectData, SubjectView } from '@beian/contracts/subject/api';
import { normalizeCreditCode } from '@beian/rules/organisations/credit-code';
import { normalizePersonName } from '@beian/rules/persons/names';
import { normalizeMobile } from '@beian/rules/persons/phones';
import { normalizeCertificateNumber } from '@beian/rules/persons/resident-id';
import type { Finding } from '@beian/rules/result';
import { checkSubject } from '@beian/rules/subject/check-subject';

type Warning = SubjectView['warnings'][number];

/** What the rules say about a form: faults that block, with the field's path in the request, and warnings that stay. */
export interface Checked {
  readonly faults: FieldProblem[];
  readonly warnings: Warning[];
}

/** A picture of the form: where it stands, and the upload it names. */
export interface FormImage {
  readonly field: string;
  readonly upload: string;
  readonly purposes: readonly string[];
}

/** The one form in which a subject is stored and compared (S6, abuse case 28). */
export function normalizeForm(data: SubjectData): SubjectData {
  const { responsible } = data;
  const person = {
    ...responsible,
    name: normalizePersonName(responsible.name),
    certificateNumber: normalizeCertificateNumber(responsible.certificateNumber),
    mobile: normalizeMobile(responsible.mobile) ?? responsible.mobile,
  };
  if (data.nature === 'individual') return { ...data, responsible: person, images: { openerId: data.images.openerId.toLowerCase() } };
  const images = { licence: data.images.licence.toLowerCase(), openerId: data.images.openerId.toLowerCase() };
  const name = unitNameToStore(data.name);
  return { ...data, name, certificateNumber: normalizeCreditCode(data.certificateNumber), leader: normalizePersonName(data.leader), responsible: person, images };
}

/** SUB-10…30 and S6; `today` is the day in Asia/Shanghai. */
export function checkForm(data: SubjectData, today: string): Checked {
  const findings = checkSubject(data, { today });
  return {
    faults: findings.filter(({ level }) => level === 'refuse').map(({ code, message, field }) => ({ code, message, field: pathOf(field) })),
    warnings: findings.filter(({ level }) => level === 'warn').map(toWarning),
  };
}

/** SUB-14, SUB-15; a licence may have been uploaded as either kind of certificate picture. */
export function imagesOf(data: SubjectData): FormImage[] {
  const opener = { field: 'data.images.openerId', upload: data.images.openerId, purposes: ['certificate'] };
  return data.nature === 'individual' ? [opener] : [{ field: 'data.images.licence', upload: data.images.licence, purposes: ['licence', 'certificate'] }, opener];
}

/** The subject's own name: a unit's, or the person's (SUB-12). */
export function nameOf(data: SubjectData): string {
  return data.nature === 'unit' ? data.name : data.responsible.name;
}

/** The subject's own certificate number, normalised. */
export function certificateOf(data: SubjectData): string {
  return data.nature === 'unit' ? data.certificateNumber : data.responsible.certificateNumber;
}

/** SUB-04: the six types; an individual is one of them. */
export function typeOf(data: SubjectData): string {
  return data.nature === 'unit' ? data.type : 'individual';
}

/** Certificate numbers of the natural persons named with one (S4). */
export function personNumbersOf(data: SubjectData): string[] {
  return [data.responsible.certificateNumber];
}

// As typed but for invisible characters, half-width brackets and spaces beside Han characters; inside Latin words they belong to the name.
function unitNameToStore(name: string): string {
  const visible = name.normalize('NFC').replace(/\p{Cf}/gu, '').replace(/\(/g, '（').replace(/\)/g, '）').trim().replace(/\s+/gu, ' ');
  return visible.replace(/(?<=[\p{Script=Han}（）]) | (?=[\p{Script=Han}（）])/gu, '');
}

function pathOf(field: string | undefined): string {
  return field === undefined ? 'data' : `data.${field.replace(/\[(\d+)\]/g, '.$1')}`;
}

// The hit words stay out: they may quote what a person filled in.
function toWarning({ code, level, field, message }: Finding): Warning {
  return field === undefined ? { code, level, message } : { code, level, field, message };
}
