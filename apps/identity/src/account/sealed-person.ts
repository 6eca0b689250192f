import type { Sealer } from '@beian/kit/crypto/sealer';

const contextOf = (account: string, field: string): string => `account:${account}:${field}`;

/** The columns that hold who a person is: sealed, with the keyed index of the certificate number (S4). Values are normalised. */
export async function sealPerson(sealer: Sealer, account: string, person: { realName: string; idNumber: string }) {
  return {
    realName: await sealer.seal(person.realName, contextOf(account, 'name')),
    idNumber: await sealer.seal(person.idNumber, contextOf(account, 'id_number')),
    person: sealer.index('certificate', person.idNumber),
  };
}

/** The columns that hold how to reach a person: sealed, with the keyed indexes by which an account is found (OPN-05). */
export async function sealContact(sealer: Sealer, account: string, contact: { mobile: string; email: string }) {
  const [mobile, email] = await Promise.all([sealMobile(sealer, account, contact.mobile), sealEmail(sealer, account, contact.email)]);
  return { ...mobile, ...email };
}

export async function sealMobile(sealer: Sealer, account: string, mobile: string) {
  return { mobile: await sealer.seal(mobile, contextOf(account, 'mobile')), mobileIndex: sealer.index('mobile', mobile) };
}

export async function sealEmail(sealer: Sealer, account: string, email: string) {
  return { email: await sealer.seal(email, contextOf(account, 'email')), emailIndex: sealer.index('email', email) };
}
