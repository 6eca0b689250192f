import type { RegisterAccount } from '@beian/contracts/identity/registration';
import type { FieldProblem } from '@beian/contracts/problem';
import { checkPerson } from '@beian/rules/persons/check-person';
import { normalizePersonName } from '@beian/rules/persons/names';
import { normalizeCertificateNumber } from '@beian/rules/persons/resident-id';

/** The names that the form gives to what the person rules check. */
const FORM_FIELDS: Readonly<Record<string, string>> = { name: 'realName', certificateNumber: 'idNumber' };

/** What the person rules refuse of a registration (SUB-29, S6, OPN-05), by the fields of its form; `today` is a date in Shanghai. */
export function registrationProblems(form: RegisterAccount, today: string): FieldProblem[] {
  const person = { name: form.realName, certificateType: 'resident_id', certificateNumber: form.idNumber, mobile: form.mobile, email: form.email };
  return checkPerson(person, today)
    .filter((finding) => finding.level === 'refuse')
    .map(({ field = 'name', code, message }) => ({ field: FORM_FIELDS[field] ?? field, code, message }));
}

/** Personal values in the one form in which they are stored and compared. */
export function normalizeRegistration(form: RegisterAccount): { loginKey: string; realName: string; idNumber: string; mobile: string; email: string } {
  return {
    loginKey: loginKeyOf(form.loginName),
    realName: normalizePersonName(form.realName),
    idNumber: normalizeCertificateNumber(form.idNumber),
    mobile: form.mobile,
    email: form.email.trim().toLowerCase(),
  };
}

/** Names that differ in case only are one. */
export function loginKeyOf(loginName: string): string {
  return loginName.trim().toLowerCase();
}
