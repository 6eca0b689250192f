import type { Sealer } from '@beian/kit/crypto/sealer';

const contextOf = (account: string, field: string): string => `account:${account}:${field}`;

/** The place of a sealed real name, for whoever may open it. */
export const nameContext = (account: string): string => contextOf(account, 'name');

/** The columns that hold who a person is: sealed, with the keyed index of the certificate number (S4). Values are normalised. */
export async function sealPerson(sealer: Sealer, account: string, person: { realName: string; idNumber: string }) {
  return {
    realName: await sealer.seal(person.realName, contextOf(account, 'name')),
    idNumber: await sealer.seal(person.idNumber, contextOf(account, 'id_number')),
    person: sealer.index('certificate', person.idNumber),
  };
}

/** How to reach a person; null where single sign-on told nothing. */
interface Contact {
  readonly mobile: string | null;
  readonly email: string | null;
}

const NO_MOBILE = { mobile: null, mobileIndex: null };
const NO_EMAIL = { email: null, emailIndex: null };

/** The columns that hold how to reach a person: sealed, with the keyed indexes by which an account is found (OPN-05). */
export async function sealContact(sealer: Sealer, account: string, { mobile, email }: Contact) {
  const [sealedMobile, sealedEmail] = await Promise.all([
    mobile === null ? NO_MOBILE : sealMobile(sealer, account, mobile),
    email === null ? NO_EMAIL : sealEmail(sealer, account, email),
  ]);
  return { ...sealedMobile, ...sealedEmail };
}

export async function sealMobile(sealer: Sealer, account: string, mobile: string) {
  return { mobile: await sealer.seal(mobile, contextOf(account, 'mobile')), mobileIndex: sealer.index('mobile', mobile) };
}

export async function sealEmail(sealer: Sealer, account: string, email: string) {
  return { email: await sealer.seal(email, contextOf(account, 'email')), emailIndex: sealer.index('email', email) };
}
