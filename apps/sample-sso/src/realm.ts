import Provider, { type Configuration } from 'oidc-provider';
import { logoutDonePage, logoutPage, faultPage } from './pages.ts';
import { claimsOf, type SamplePerson } from './people.ts';
import type { ProviderKeys } from './provider-keys.ts';

/** One provider of the two: its own issuer, people and strong way to sign in. */
export interface Realm {
  /** `citizens` or `officers`; also the first segment of its addresses. */
  readonly name: string;
  readonly title: string;
  readonly people: readonly SamplePerson[];
  /** The `acr` of whoever has passed the second step, and what that step is called. */
  readonly strongAcr: string;
  readonly secondStep: { readonly title: string; readonly text: string; readonly button: string };
}

export interface RealmOptions {
  readonly origin: string;
  readonly gatewayOrigin: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly keys: ProviderKeys;
}

const SCOPES = ['openid', 'identity', 'phone', 'email'];
export const WEAK_ACR = 'urn:beian:acr:login';

/** The maintained provider, with the realm's people. Everything is kept in memory: a restart signs everybody out here. */
export function createProvider(realm: Realm, options: RealmOptions): Provider {
  const { origin, gatewayOrigin, clientId, clientSecret, keys } = options;
  const configuration: Configuration = {
    clients: [{
      client_id: clientId,
      client_secret: clientSecret,
      redirect_uris: [`${gatewayOrigin}/api/identity/sso/${realm.name}/callback`],
      post_logout_redirect_uris: [`${gatewayOrigin}/`],
      response_types: ['code'],
      grant_types: ['authorization_code'],
      token_endpoint_auth_method: 'client_secret_basic',
      id_token_signed_response_alg: 'RS256',
    }],
    jwks: { keys: [keys.signing] },
    cookies: { keys: [keys.cookies], names: { session: `sso_${realm.name}`, interaction: `sso_${realm.name}_interaction`, resume: `sso_${realm.name}_resume` } },
    scopes: SCOPES,
    claims: { openid: ['sub'], acr: null, amr: null, identity: ['name', 'id_number', 'account_kind', 'organisation_name', 'organisation_code'], phone: ['phone_number', 'phone_number_verified'], email: ['email', 'email_verified'] },
    acrValues: [WEAK_ACR, realm.strongAcr],
    pkce: { required: () => true },
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (ctx, form) => {
          ctx.body = logoutPage(realm, form);
        },
        postLogoutSuccessSource: (ctx) => {
          ctx.body = logoutDonePage(realm, gatewayOrigin);
        },
      },
    },
    interactions: { url: (_ctx, { uid }) => `/${realm.name}/interaction/${uid}` },
    ttl: { AccessToken: 300, AuthorizationCode: 60, IdToken: 300, Interaction: 900, Session: 8 * 3600, Grant: 8 * 3600 },
    renderError: (ctx, out) => {
      ctx.type = 'html';
      ctx.body = faultPage(realm, gatewayOrigin, out.error);
    },
    findAccount: (_ctx, id) => {
      const person = realm.people.find((one) => one.id === id);
      return person && { accountId: id, claims: () => claimsOf(person) };
    },
    // The platform is this provider's own client: nobody is asked whether it may know who they are.
    loadExistingGrant: async (ctx) => {
      const { client, session, provider } = ctx.oidc;
      if (!client || !session?.accountId) return undefined;
      const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
      grant.addOIDCScope(SCOPES.join(' '));
      await grant.save();
      return grant;
    },
  };
  return new Provider(`${origin}/${realm.name}`, configuration);
}
