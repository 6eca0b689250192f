import { NextAddress, SIGN_ON_HEADER, type SignOnProvider, type SignOnPurpose } from '@beian/contracts/identity/sign-on';
import type { Principal } from '@beian/contracts/principal';
import type { Sealer } from '@beian/kit/crypto/sealer';
import type { TestDatabase } from '@beian/testing/database';
import type { HttpApp } from '@beian/testing/http-app';
import { hashSessionToken } from '../session/session-token.ts';
import { aPerson, Visitor } from '../spec-account.ts';

export const ORIGIN = 'http://beian.example';

/** What the browser got when it came back from the provider. */
export interface Landing {
  readonly status: number;
  readonly place: string;
  /** The session cookie's value, if one was set. */
  readonly session: string | undefined;
  readonly cookies: readonly string[];
}

/** What a spec has started: identity over HTTP, its database, and how a principal is let in. */
export interface BenchParts {
  readonly db: TestDatabase;
  readonly app: HttpApp;
  readonly sealer: Sealer;
  bearer(principal: Principal): Promise<Record<string, string>>;
  anApplicant(part: Partial<Principal>): Principal;
}

/** Identity with providers, as a browser sees it. */
export interface Bench {
  start(purpose: SignOnPurpose, options?: { provider?: SignOnProvider; back?: string; as?: Principal }): Promise<{ status: number; location: string; browser: string; code?: string }>;
  land(callback: URL, browser: string, as?: Principal): Promise<Landing>;
  /** A local account with a password and an open session. */
  register(person: { name: string; idNumber: string }): Promise<{ account: string; principal: Principal }>;
  /** Whom a session cookie stands for. */
  holder(session: string): Promise<{ id: string; account: string; factor: string; login_name: string; identity_level: string }>;
  close(): Promise<void>;
}

export function benchOf({ db, app, sealer, bearer, anApplicant }: BenchParts): Bench {
  let count = 0;
  const bench: Bench = {
    async start(purpose, { provider = 'citizens', back, as } = {}) {
      const { status, headers, body } = await app.send<{ location: string; code?: string }>('POST', `/sso/${provider}/start`, { body: { purpose, ...(back !== undefined && { back }) }, ...(as && { as }) });
      const browser = /beian_sign_on=([\w-]+);/.exec(headers.get('set-cookie') ?? '')?.[1] ?? '';
      return { status, browser, location: NextAddress.safeParse(body).data?.location ?? '', ...(body.code !== undefined && { code: body.code }) };
    },
    async land(callback, browser, as) {
      const headers = { [SIGN_ON_HEADER]: browser, ...(as && (await bearer(as))) };
      const answer = await fetch(app.url + callback.pathname.replace('/api/identity', '') + callback.search, { redirect: 'manual', headers });
      const cookies = answer.headers.getSetCookie();
      const session = cookies.map((line) => /^beian_session=([\w-]{43});/.exec(line)?.[1]).find((found) => found !== undefined);
      return { status: answer.status, place: answer.headers.get('location') ?? '', session, cookies };
    },
    async register({ name, idNumber }) {
      count += 1;
      // Each at home elsewhere: codes are limited by address.
      const visitor = new Visitor(app, db, sealer, `192.0.2.${count}`);
      const local = aPerson({ realName: name, idNumber });
      const { account } = (await visitor.register(local)).body;
      const opened = await visitor.post('/sessions', { loginName: local.loginName, password: local.password, captcha: await visitor.captcha() });
      const token = /^beian_session=([^;]+)/.exec(opened.headers.get('set-cookie') ?? '')![1]!;
      return { account, principal: anApplicant({ account, session: (await bench.holder(token)).id, person: sealer.index('certificate', idNumber) }) };
    },
    async holder(session) {
      const [row] = await db.admin<Awaited<ReturnType<Bench['holder']>>>('select s.id, s.account, s.factor, a.login_name, a.identity_level from session s join account a on a.id = s.account where s.token_hash = $1', [hashSessionToken(session)]);
      return row!;
    },
    async close() {
      await app.close();
      await db.close();
    },
  };
  return bench;
}
