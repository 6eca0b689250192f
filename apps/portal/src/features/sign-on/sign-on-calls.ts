import { AcceptedSignOn, AccountSignOns, NextAddress, SignOnLogout, SignOnProviderView, type SignOnProvider, type StartSignOn } from '@beian/contracts/identity/sign-on';
import { queryOptions } from '@tanstack/react-query';
import { NOTHING, call, read } from '../../ui/api/api-client.ts';

/** What single sign-on is configured; none where there is none, and then nothing offers it. */
export const signOnProviders = queryOptions({
  queryKey: ['sign-on', 'providers'],
  queryFn: ({ signal }) => read('/api/identity/sso/providers', SignOnProviderView.array(), signal),
  staleTime: Infinity,
});

/** The logins of the own account. */
export const accountSignOns = queryOptions({
  queryKey: ['account', 'sign-ons'],
  queryFn: ({ signal }) => read('/api/identity/account/sign-ons', AccountSignOns, signal),
});

/** Leaves for the provider, which sends the browser back. */
export async function goToProvider(provider: SignOnProvider, start: StartSignOn): Promise<void> {
  const { location } = await call('POST', `/api/identity/sso/${provider}/start`, NextAddress, { body: start });
  window.location.assign(location);
}

export function acceptNewAccount(): Promise<{ back: string }> {
  return call('POST', '/api/identity/sso/pending/accept', AcceptedSignOn, { body: {} });
}

export function unlinkSignOn(id: string): Promise<undefined> {
  return call('DELETE', `/api/identity/account/sign-ons/${id}`, NOTHING);
}

/** The provider's own logout, where the session came from one. */
export async function providerLogout(): Promise<string | null> {
  return (await read('/api/identity/sso/logout', SignOnLogout)).location;
}
