import { createHash } from 'node:crypto';
import { EXCHANGE_HEADER, EXCHANGE_TOKEN, ExchangedSession } from '@beian/contracts/identity/api';
import { Id } from '@beian/contracts/primitives';
import { Problem } from '@beian/contracts/problem';
import type { Keys } from '@beian/kit/auth/keys';
import { CORRELATION_ID } from '@beian/kit/http/correlation';
import { currentCorrelation } from '@beian/kit/logging/correlation';
import { logger } from '@beian/kit/logging/logger';
import { z } from 'zod';
import { identityDown } from './problems.ts';

/** `unknown`: the cookie names no open session. */
export type Exchanged = { readonly token: string; readonly account: string | undefined } | 'unknown';

export interface ExchangeOptions {
  readonly identityUrl: string;
  readonly keys: Keys;
  readonly now?: () => number;
}

const CACHE_MS = 30_000;
const TIMEOUT_MS = 5_000;
const PROOF_SECONDS = 15;
const MOST_ENTRIES = 20_000;

/** How a session is known here: the cookie itself is not kept. */
export function sessionHash(cookie: string): string {
  return createHash('sha256').update(cookie).digest('hex');
}

const Claims = z.object({ data: z.object({ account: Id }) });

/** Whose token it is, for counting only: services verify the signature. */
function accountIn(token: string): string | undefined {
  try {
    return Claims.parse(JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'))).data.account;
  } catch {
    return undefined;
  }
}

/** Exchanges session cookies for principal tokens at identity, and remembers each for 30 s (architecture: the one HTTP call). */
export class SessionExchange {
  private readonly options: ExchangeOptions;
  private readonly known = new Map<string, { readonly token: string; readonly account: string | undefined; readonly until: number }>();
  private readonly asking = new Map<string, Promise<Exchanged>>();

  constructor(options: ExchangeOptions) {
    this.options = options;
  }

  /** Requests that come together ask once. Throws `identity.unavailable` (503). */
  async exchange(cookie: string): Promise<Exchanged> {
    const hash = sessionHash(cookie);
    const entry = this.known.get(hash);
    if (entry && entry.until > this.now()) return { token: entry.token, account: entry.account };
    const asked = this.asking.get(hash);
    if (asked) return asked;
    const asking = this.ask(cookie, hash);
    this.asking.set(hash, asking);
    try {
      const exchanged = await asking;
      // Dropped meanwhile (a logout): what was asked before it must not outlive it.
      if (this.asking.get(hash) === asking) this.remember(hash, exchanged);
      return exchanged;
    } finally {
      if (this.asking.get(hash) === asking) this.asking.delete(hash);
    }
  }

  /** After a logout, and when a service did not accept the token. */
  drop(cookie: string): void {
    const hash = sessionHash(cookie);
    this.known.delete(hash);
    this.asking.delete(hash);
  }

  private remember(hash: string, exchanged: Exchanged): void {
    this.known.delete(hash);
    if (exchanged === 'unknown') return;
    this.known.set(hash, { ...exchanged, until: this.now() + CACHE_MS });
    const oldest = this.known.size > MOST_ENTRIES ? this.known.keys().next().value : undefined;
    if (oldest !== undefined) this.known.delete(oldest);
  }

  private async ask(cookie: string, hash: string): Promise<Exchanged> {
    const { identityUrl, keys } = this.options;
    const proof = await keys.sign(EXCHANGE_TOKEN, { session: hash }, PROOF_SECONDS);
    try {
      const response = await fetch(new URL('tokens', `${identityUrl.replace(/\/$/, '')}/`), {
        method: 'POST',
        headers: { 'content-type': 'application/json', [EXCHANGE_HEADER]: proof, [CORRELATION_ID]: currentCorrelation() },
        body: JSON.stringify({ session: cookie }),
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      const answer: unknown = await response.json();
      if (response.ok) {
        const { token } = ExchangedSession.parse(answer);
        return { token, account: accountIn(token) };
      }
      if (Problem.safeParse(answer).data?.code === 'session.unknown') return 'unknown';
      throw new Error(`identity answered ${response.status}`);
    } catch (error) {
      logger().warn({ err: error }, 'The session could not be exchanged');
      throw identityDown();
    }
  }

  private now(): number {
    return (this.options.now ?? Date.now)();
  }
}
