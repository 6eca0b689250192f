import type { LocalDate } from '../calendar/dates.ts';
import type { Finding } from '../result.ts';
import { isPersonCertificateType } from './certificate-types.ts';
import { checkPersonCertificate, checkValidity } from './certificates.ts';
import { checkPersonName } from './names.ts';
import { checkEmail, checkMobile, checkOfficePhone } from './phones.ts';
import { checkResidence } from './residence.ts';

/** A person as a form gives it; what a role does not ask for is left out (OPN-20). `validUntil` null means 长期. */
export interface PersonData {
  readonly name: string;
  readonly certificateType?: string | undefined;
  readonly certificateNumber?: string | undefined;
  readonly validFrom?: string | undefined;
  readonly validUntil?: string | null | undefined;
  readonly mobile?: string | undefined;
  readonly email?: string | undefined;
  readonly residence?: string | undefined;
  readonly officePhone?: string | undefined;
}

/** Everything that is given about one person; paths are relative to the person (SUB-18..22, SUB-28..30, WEB-35, WEB-37). */
export function checkPerson(person: PersonData, today: LocalDate): Finding[] {
  const type = person.certificateType;
  const known = type !== undefined && isPersonCertificateType(type) ? type : undefined;
  return [
    ...checkPersonName(person.name, known),
    ...(type === undefined ? [] : checkPersonCertificate(type, person.certificateNumber ?? '', today)),
    ...(person.validUntil === undefined ? [] : checkValidity(person.validFrom, person.validUntil, today, 'validUntil')),
    ...(person.mobile === undefined ? [] : checkMobile(person.mobile)),
    ...(person.email === undefined ? [] : checkEmail(person.email)),
    ...(person.residence === undefined ? [] : checkResidence(person.residence)),
    ...(person.officePhone === undefined ? [] : checkOfficePhone(person.officePhone)),
  ];
}
