import { AccountView } from '@beian/contracts/identity/api';
import { EraseAccount, ErasureView } from '@beian/contracts/identity/erasure';
import { ChangeMobile, ChangePassword, OwnSession, VerifyEmail } from '@beian/contracts/identity/security';
import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { NOTHING, call, read } from '../../ui/api/api-client.ts';

/** The own account, masked. */
export const ownAccount = queryOptions({ queryKey: ['account'], queryFn: ({ signal }) => read('/api/identity/account', AccountView, signal) });

/** Where the account is signed in. */
export const ownSessions = queryOptions({ queryKey: ['own-sessions'], queryFn: ({ signal }) => read('/api/identity/sessions', z.array(OwnSession), signal) });

/** What stands against erasing the account, and how it may be confirmed; looked at anew each time, as cases end elsewhere. */
export const ownErasure = queryOptions({ queryKey: ['account-erasure'], queryFn: ({ signal }) => read('/api/identity/account/erasure', ErasureView, signal), staleTime: 0 });

export function eraseAccount(input: EraseAccount): Promise<undefined> {
  return call('POST', '/api/identity/account/erasure', NOTHING, { body: EraseAccount.parse(input) });
}

export function revokeSession(session: string): Promise<undefined> {
  return call('DELETE', `/api/identity/sessions/${session}`, NOTHING);
}

export function revokeOtherSessions(): Promise<undefined> {
  return call('DELETE', '/api/identity/sessions', NOTHING);
}

export function changePassword(input: ChangePassword): Promise<undefined> {
  return call('POST', '/api/identity/account/password', NOTHING, { body: ChangePassword.parse(input) });
}

export function changeMobile(input: ChangeMobile): Promise<undefined> {
  return call('POST', '/api/identity/account/mobile', NOTHING, { body: ChangeMobile.parse(input) });
}

export function verifyEmail(input: VerifyEmail): Promise<undefined> {
  return call('POST', '/api/identity/account/email', NOTHING, { body: VerifyEmail.parse(input) });
}
