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

/** The columns that hold how to reach a person: sealed, with the keyed indexes that keep each of them with one account (OPN-05). */
export async function sealContact(sealer: Sealer, account: string, contact: Contact) {
  const { mobile, email } = contact;
  return {
    mobile: mobile && (await sealer.seal(mobile, contextOf(account, 'mobile'))),
    mobileIndex: mobile && sealer.index('mobile', mobile),
    email: email && (await sealer.seal(email, contextOf(account, 'email'))),
    emailIndex: email && sealer.index('email', email),
  };
}
