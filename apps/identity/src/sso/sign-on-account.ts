import { AccountRegistered, AccountVerified, SignOnLinked } from '@beian/contracts/identity/events';
import type { SignOnProvider } from '@beian/contracts/identity/sign-on';
import type { Keys } from '@beian/kit/auth/keys';
import type { Sealer } from '@beian/kit/crypto/sealer';
import type { Tx } from '@beian/kit/db/scope';
import { createVersioned, updateVersioned } from '@beian/kit/db/versioned';
import { newId } from '@beian/kit/http/uuid';
import { publish } from '@beian/kit/outbox/publish';
import { record } from '@beian/kit/records/record';
import { Account } from '../account/account.entity.ts';
import { sealContact, sealPerson } from '../account/sealed-person.ts';
import type { ProvenPerson } from './claims.rules.ts';
import { SignOn } from './sign-on.entity.ts';

/** A new account as single sign-on makes it, before it is stored. */
export type SignOnAccount = Omit<Account, 'version' | 'erasedAt'>;

/** Sealed like a registration; a login name that nobody has to remember, since no password belongs to it. */
export async function sealAccount(sealer: Sealer, person: ProvenPerson, contact: { mobile: string | null; email: string | null }): Promise<SignOnAccount> {
  const id = newId();
  const loginName = `yh_${id.replaceAll('-', '').slice(-12)}`;
  const { organisation } = person;
  return {
    id, kind: 'applicant', loginName, loginKey: loginName,
    ...(await sealPerson(sealer, id, person)),
    ...(await sealContact(sealer, id, contact)),
    organisationName: organisation && (await sealer.seal(organisation.name, `account:${id}:organisation_name`)),
    organisationCode: organisation && (await sealer.seal(organisation.code, `account:${id}:organisation_code`)),
    emailVerifiedAt: null,
    identityLevel: person.strong ? 'real_person' : 'none',
    registeredAt: new Date(),
  };
}

/** Stores account and login together, in the account's own scope. */
export async function storeAccount(tx: Tx, keys: Keys, account: SignOnAccount, login: { provider: SignOnProvider; subject: string }): Promise<string> {
  await createVersioned(tx, Account, account, { action: 'account.register' });
  publish(tx, AccountRegistered, account.id, { account: account.id, mobile: account.mobile, email: account.email });
  record(tx, keys, {
    action: 'account.register', outcome: 'done', target: { type: 'account', id: account.id }, ground: 'sign_on',
    after: { kind: account.kind, holder: account.organisationCode === null ? 'person' : 'legal_person', identityLevel: account.identityLevel, provider: login.provider },
  });
  if (account.identityLevel === 'real_person') publish(tx, AccountVerified, account.id, { account: account.id, identityLevel: 'real_person' });
  return link(tx, keys, account.id, login);
}

/** Adds a login to an account; both have been proven. */
export async function link(tx: Tx, keys: Keys, account: string, { provider, subject }: { provider: SignOnProvider; subject: string }): Promise<string> {
  const id = newId();
  await createVersioned(tx, SignOn, { id, account, provider, subject, linkedAt: new Date(), unlinkedAt: null }, { action: 'sign_on.link' });
  publish(tx, SignOnLinked, id, { signOn: id, account, provider });
  record(tx, keys, { action: 'sign_on.link', outcome: 'done', target: { type: 'account', id: account }, bureau: tx.principal.bureau, after: { signOn: id, provider } });
  return id;
}

/** OPN-02: the provider has proven the account's person; a level is never lowered by a weaker login. */
export async function raiseLevel(tx: Tx, keys: Keys, account: string, provider: SignOnProvider): Promise<void> {
  const open = await tx.query(`select 1 from account where id = $1 and identity_level = 'none' for update`, [account]);
  if (open.length === 0) return;
  await updateVersioned(tx, Account, account, { identityLevel: 'real_person' }, { action: 'account.verify' });
  publish(tx, AccountVerified, account, { account, identityLevel: 'real_person' });
  record(tx, keys, { action: 'account.verify', outcome: 'done', target: { type: 'account', id: account }, before: { identityLevel: 'none' }, after: { identityLevel: 'real_person', provider } });
}

/** Another person acts for the organisation than the last time; whose own case it is follows (S4). */
export async function changePerson(tx: Tx, keys: Keys, sealer: Sealer, account: string, person: ProvenPerson): Promise<void> {
  await updateVersioned(tx, Account, account, await sealPerson(sealer, account, person), { action: 'account.change_person' });
  record(tx, keys, { action: 'account.change_person', outcome: 'done', target: { type: 'account', id: account }, ground: 'sign_on' });
}
