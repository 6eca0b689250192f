import type { SignOnProvider, StartSignOn } from '@beian/contracts/identity/sign-on';
import { platformIn, type Principal } from '@beian/contracts/principal';
import type { Sealer } from '@beian/kit/crypto/sealer';
import { inScope } from '@beian/kit/db/scope';
import { signInRequired } from '@beian/kit/errors/domain-error';
import { logger } from '@beian/kit/logging/logger';
import { DB_WORKER, ENVIRONMENT, SEALER } from '@beian/kit/service/tokens';
import { Inject, Injectable } from '@nestjs/common';
import { authorizationCodeGrant, AuthorizationResponseError, buildAuthorizationUrl, calculatePKCECodeChallenge, fetchUserInfo, randomPKCECodeVerifier } from 'openid-client';
import type { DataSource } from 'typeorm';
import type { IdentityEnvironment } from '../config.ts';
import { keepAttempt, newSecret, takeAttempt, type Attempt } from './attempts.ts';
import { readPerson, type ProvenPerson } from './claims.rules.ts';
import { Providers, type KnownProvider } from './providers.service.ts';
import { providerDown, providerUnfit, providerUnknown, SignOnEnded } from './sso.errors.ts';

const SCOPE = 'openid identity phone email';

/** What came back from a provider, and for which attempt. */
export interface Answered {
  readonly attempt: Attempt;
  readonly person: ProvenPerson;
}

/** The OpenID Connect part: authorisation code with PKCE, state and nonce; whose account it is, is decided elsewhere. */
@Injectable()
export class SsoService {
  constructor(
    @Inject(DB_WORKER) private readonly worker: DataSource,
    @Inject(SEALER) private readonly sealer: Sealer,
    @Inject(ENVIRONMENT) private readonly environment: IdentityEnvironment,
    @Inject(Providers) private readonly providers: Providers,
  ) {}

  /** The provider's address for this attempt, and the value of the cookie that binds it to the browser. */
  async start(name: SignOnProvider, { purpose, back }: StartSignOn, caller: Principal): Promise<{ location: string; browser: string }> {
    if (purpose !== 'login' && caller.account === null) throw signInRequired();
    if (purpose !== 'login' && (caller.kind === 'officer') !== (name === 'officers')) throw providerUnfit();
    if (purpose === 'verify' && name !== 'citizens') throw providerUnfit();
    const { settings, configuration } = await this.provider(name);
    const [state, browser, nonce, verifier] = [newSecret(), newSecret(), newSecret(), randomPKCECodeVerifier()];
    const own = purpose === 'login' ? { account: null, session: null } : { account: caller.account, session: caller.session };
    await inScope(this.worker, platformIn(), (tx) => keepAttempt(tx, this.sealer, { state, browser, provider: name, purpose, ...own, back: back ?? null, nonce, verifier }));
    const location = buildAuthorizationUrl(configuration, {
      redirect_uri: this.redirectUri(name), scope: SCOPE, state, nonce, acr_values: settings.acr,
      code_challenge: await calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256',
      // A proof of the person, or of a second login, is asked for anew; who only wants to enter need not sign in twice.
      ...(purpose === 'verify' ? { prompt: 'login' } : {}),
    });
    return { location: location.href, browser };
  }

  /** Reads the provider's answer; throws SignOnEnded for everything that proves nobody. */
  async answer(name: SignOnProvider, query: URLSearchParams, browser: string): Promise<Answered> {
    const state = query.getAll('state');
    if (state.length !== 1 || browser === '') throw new SignOnEnded('unknown');
    const attempt = await inScope(this.worker, platformIn(), (tx) => takeAttempt(tx, this.sealer, { provider: name, state: state[0]!, browser }));
    if (typeof attempt === 'string') throw new SignOnEnded(attempt);
    const provider = await this.provider(name).catch(() => {
      throw new SignOnEnded('unavailable');
    });
    return { attempt, person: await this.exchange(name, provider, query, attempt, state[0]!) };
  }

  private async exchange(name: SignOnProvider, { settings, configuration }: KnownProvider, query: URLSearchParams, attempt: Attempt, state: string): Promise<ProvenPerson> {
    try {
      const tokens = await authorizationCodeGrant(configuration, new URL(`${this.redirectUri(name)}?${query.toString()}`), {
        expectedState: state, expectedNonce: attempt.nonce, pkceCodeVerifier: attempt.verifier, idTokenExpected: true,
      });
      const claims = tokens.claims()!;
      const person = readPerson(claims, await fetchUserInfo(configuration, tokens.access_token, claims.sub), settings.acr);
      if (person) return person;
      logger().warn({ provider: name }, 'A provider did not say who has signed in');
    } catch (error) {
      // Only codes: a provider's message may hold tokens or names.
      const { code, name: kind } = error as { code?: string; name?: string };
      logger().warn({ provider: name, code, kind }, 'A sign-on was not accepted');
      if (error instanceof AuthorizationResponseError) throw new SignOnEnded(error.error === 'access_denied' ? 'cancelled' : 'refused');
      if (code === 'OAUTH_TIMEOUT' || (error instanceof TypeError && code === undefined)) throw new SignOnEnded('unavailable');
    }
    throw new SignOnEnded('refused');
  }

  private redirectUri(name: SignOnProvider): string {
    return `${new URL(this.environment.GATEWAY_ORIGIN).origin}/api/identity/sso/${name}/callback`;
  }

  private async provider(name: SignOnProvider): Promise<KnownProvider> {
    const provider = await this.providers.find(name).catch((error: unknown) => {
      logger().warn({ provider: name, kind: (error as Error).name, code: (error as { code?: string }).code }, 'A provider of single sign-on cannot be reached');
      throw providerDown();
    });
    if (!provider) throw providerUnknown();
    return provider;
  }
}
