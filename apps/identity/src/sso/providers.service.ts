import { readFile } from 'node:fs/promises';
import type { SignOnProvider } from '@beian/contracts/identity/sign-on';
import { ENVIRONMENT } from '@beian/kit/service/tokens';
import { Inject, Injectable } from '@nestjs/common';
import { allowInsecureRequests, ClientSecretBasic, customFetch, discovery, enableNonRepudiationChecks, type Configuration } from 'openid-client';
import type { IdentityEnvironment } from '../config.ts';
import type { ProviderSettings } from './provider-settings.ts';
import { fetchFromIssuer } from './provider-fetch.ts';

/** A provider's documents may change; they are asked for again after this time. */
const FRESH_MS = 3600_000;
const TIMEOUT_SECONDS = 8;

export interface KnownProvider {
  readonly settings: ProviderSettings;
  readonly configuration: Configuration;
}

/** The configured providers, and their discovery documents once somebody wants to sign in. */
@Injectable()
export class Providers {
  private readonly known = new Map<SignOnProvider, { readonly provider: Promise<KnownProvider>; readonly until: number }>();

  constructor(@Inject(ENVIRONMENT) private readonly environment: IdentityEnvironment) {}

  list(): { provider: SignOnProvider; label: string }[] {
    return Object.entries(this.environment.SSO_PROVIDERS).map(([provider, { label }]) => ({ provider: provider as SignOnProvider, label }));
  }

  settingsOf(name: SignOnProvider): ProviderSettings | undefined {
    return this.environment.SSO_PROVIDERS[name];
  }

  /** Undefined when it is not configured; throws when the provider cannot be reached, and asks again the next time. */
  async find(name: SignOnProvider): Promise<KnownProvider | undefined> {
    const settings = this.settingsOf(name);
    if (!settings) return undefined;
    const present = this.known.get(name);
    if (present && present.until > Date.now()) return present.provider;
    const provider = this.discover(settings);
    this.known.set(name, { provider, until: Date.now() + FRESH_MS });
    provider.catch(() => this.known.delete(name));
    return provider;
  }

  private async discover(settings: ProviderSettings): Promise<KnownProvider> {
    const secret = (await readFile(settings.clientSecretFile, 'utf8')).trim();
    const issuer = new URL(settings.issuer);
    // Signatures are checked although TLS already says where a token came from, and only of the one algorithm.
    const execute = [enableNonRepudiationChecks, ...(issuer.protocol === 'http:' ? [allowInsecureRequests] : [])];
    const metadata = { client_secret: secret, id_token_signed_response_alg: settings.algorithm };
    const options = { [customFetch]: fetchFromIssuer(settings.issuer), execute, timeout: TIMEOUT_SECONDS };
    return { settings, configuration: await discovery(issuer, settings.clientId, metadata, ClientSecretBasic(secret), options) };
  }
}
