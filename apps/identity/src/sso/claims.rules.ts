import { normalizePersonName } from '@beian/rules/persons/names';
import { normalizeCertificateNumber } from '@beian/rules/persons/resident-id';
import { normalizeCreditCode } from '@beian/rules/organisations/credit-code';

/** Who a provider says has signed in, in the one form in which values are stored and compared. */
export interface ProvenPerson {
  readonly subject: string;
  readonly kind: 'person' | 'legal_person';
  readonly realName: string;
  readonly idNumber: string;
  readonly mobile: string | null;
  readonly email: string | null;
  readonly organisation: { readonly name: string; readonly code: string } | null;
  /** Whether the login was as strong as the settings' `acr` says: a real person (citizens), two factors (officers). */
  readonly strong: boolean;
}

/** Claims as OpenID Connect names them; those without a standard name are listed in identity's README. */
export type Claims = Readonly<Record<string, unknown>>;

/** Reads ID token and user info; undefined when they do not say who the person is. Mobile and e-mail count only as verified. */
export function readPerson(idToken: Claims & { readonly sub: string }, userInfo: Claims, strongAcr: string): ProvenPerson | undefined {
  const name = text(userInfo['name']);
  const idNumber = text(userInfo['id_number']);
  if (name === undefined || idNumber === undefined) return undefined;
  const organisationName = text(userInfo['organisation_name']);
  const organisationCode = text(userInfo['organisation_code']);
  const legal = userInfo['account_kind'] === 'legal_person';
  if (legal && (organisationName === undefined || organisationCode === undefined)) return undefined;
  const mobile = userInfo['phone_number_verified'] === true ? /^(?:\+?86)?(1[3-9]\d{9})$/.exec(text(userInfo['phone_number']) ?? '')?.[1] : undefined;
  const email = userInfo['email_verified'] === true ? text(userInfo['email'])?.toLowerCase() : undefined;
  return {
    subject: idToken.sub,
    kind: legal ? 'legal_person' : 'person',
    realName: normalizePersonName(name),
    idNumber: normalizeCertificateNumber(idNumber),
    mobile: mobile ?? null,
    email: email ?? null,
    organisation: legal ? { name: organisationName!, code: normalizeCreditCode(organisationCode!) } : null,
    strong: idToken['acr'] === strongAcr,
  };
}

function text(value: unknown): string | undefined {
  const trimmed = typeof value === 'string' ? value.trim() : '';
  return trimmed === '' || trimmed.length > 200 ? undefined : trimmed;
}
