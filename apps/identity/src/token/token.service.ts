import type { z } from 'zod';
import { EXCHANGE_TOKEN, ExchangeProof, PRINCIPAL_TOKEN, type ExchangedSession } from '@beian/contracts/identity/api';
import { platformIn } from '@beian/contracts/principal';
import { receiptInvalid, type Keys } from '@beian/kit/auth/keys';
import { TokenPrincipal } from '@beian/kit/auth/principal.guard';
import { inScope } from '@beian/kit/db/scope';
import { DB_WORKER, KEYS } from '@beian/kit/service/tokens';
import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { principalOf, touchSession } from '../session/holder.queries.ts';
import { hashSessionToken } from '../session/session-token.ts';
import { sessionUnknown } from './token.errors.ts';

const TTL_SECONDS = 60;

@Injectable()
export class TokenService {
  constructor(
    @Inject(DB_WORKER) private readonly db: DataSource,
    @Inject(KEYS) private readonly keys: Keys,
  ) {}

  /** Session cookie → principal token of 60 s. Asking counts as use of the session. */
  async exchange(proof: string, sessionToken: string): Promise<z.infer<typeof ExchangedSession>> {
    const tokenHash = hashSessionToken(sessionToken);
    const proven = await this.keys.verify(EXCHANGE_TOKEN, 'gateway', ExchangeProof, proof);
    if (proven.session !== tokenHash) throw receiptInvalid();
    const holder = await inScope(this.db, platformIn(), (tx) => touchSession(tx, tokenHash));
    if (!holder) throw sessionUnknown();
    const claims = TokenPrincipal.parse(principalOf(holder, holder.session, holder.factor));
    return { token: await this.keys.sign(PRINCIPAL_TOKEN, claims, TTL_SECONDS), expiresIn: TTL_SECONDS };
  }
}
