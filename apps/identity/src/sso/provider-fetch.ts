import type { CustomFetch } from 'openid-client';

/**
 * The only way out to a provider: discovery, keys, tokens and user info are fetched from the configured issuer's origin,
 * whatever addresses its documents name, and redirects are not followed (abuse 30).
 */
export function fetchFromIssuer(issuer: string): CustomFetch {
  const { origin } = new URL(issuer);
  return async (url, options) => {
    if (new URL(url).origin !== origin) throw new TypeError('The provider names an address outside of its issuer');
    return fetch(url, { ...options, redirect: 'error' } as RequestInit);
  };
}
