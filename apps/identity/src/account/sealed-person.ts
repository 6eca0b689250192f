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

/** The columns that hold how to reach a person: sealed, with the keyed indexes that keep each of them with one account (OPN-05). */
export async function sealContact(sealer: Sealer, account: string, contact: { mobile: string; email: string }) {
  return {
    mobile: await sealer.seal(contact.mobile, contextOf(account, 'mobile')),
    mobileIndex: sealer.index('mobile', contact.mobile),
    email: await sealer.seal(contact.email, contextOf(account, 'email')),
    emailIndex: sealer.index('email', contact.email),
  };
}
