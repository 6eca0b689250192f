import type { SignOnProvider } from '@beian/contracts/identity/sign-on';
import { platformIn, type Principal } from '@beian/contracts/principal';
import { inScope } from '@beian/kit/db/scope';
import { logger } from '@beian/kit/logging/logger';
import { DB_WORKER, ENVIRONMENT } from '@beian/kit/service/tokens';
import { Inject, Injectable } from '@nestjs/common';
import { buildEndSessionUrl } from 'openid-client';
import type { DataSource } from 'typeorm';
import type { IdentityEnvironment } from '../config.ts';
import { Providers } from './providers.service.ts';

/** RP-initiated logout: leaving the platform does not leave the provider, so the person is offered that too. */
@Injectable()
export class SignOnLogoutService {
  constructor(
    @Inject(DB_WORKER) private readonly worker: DataSource,
    @Inject(ENVIRONMENT) private readonly environment: IdentityEnvironment,
    @Inject(Providers) private readonly providers: Providers,
  ) {}

  /** The provider's logout address for a session that came from there; null where it has none or cannot be reached. */
  async address(caller: Principal): Promise<string | null> {
    const [from] = await inScope(this.worker, platformIn(), (tx) => tx.query<{ provider: SignOnProvider }>('select o.provider from session s join sign_on o on o.id = s.sign_on where s.id = $1 and s.account = $2', [caller.session, caller.account]));
    if (!from) return null;
    const known = await this.providers.find(from.provider).catch((error: unknown) => {
      logger().warn({ provider: from.provider, kind: (error as Error).name }, 'The provider of a session cannot be reached; the logout is local');
      return undefined;
    });
    if (known?.configuration.serverMetadata().end_session_endpoint === undefined) return null;
    return buildEndSessionUrl(known.configuration, { post_logout_redirect_uri: `${new URL(this.environment.GATEWAY_ORIGIN).origin}/` }).href;
  }
}
