import type { EnrolmentCode } from '@beian/contracts/identity/administration';
import { EXCHANGE_HEADER, EXCHANGE_TOKEN, PRINCIPAL_TOKEN } from '@beian/contracts/identity/api';
import type { Problem } from '@beian/contracts/problem';
import type { Principal } from '@beian/contracts/principal';
import { TokenPrincipal } from '@beian/kit/auth/principal.guard';
import { residentIdCheck } from '@beian/rules/persons/resident-id';
import type { OfficeRole } from '@beian/rules/jurisdiction/roles';
import type { Keys } from '@beian/kit/auth/keys';
import type { Sealer } from '@beian/kit/crypto/sealer';
import type { DataSource } from 'typeorm';
import { SeedService } from '../seed/seed.service.ts';
import { hashSessionToken } from '../session/session-token.ts';
import { solve } from '../spec-environment.ts';
import { aProvince } from '../spec-province.ts';

interface Answer<T> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: T;
}

/** A spec's database, its service over HTTP, and whose keys there are. */
export interface AdminParts {
  readonly db: { source(role: 'worker'): DataSource; admin<T extends Record<string, unknown>>(sql: string, params?: unknown[]): Promise<T[]> };
  readonly app: { send<T>(method: string, path: string, options?: { as?: Principal; body?: unknown; headers?: Record<string, string> }): Promise<Answer<T>> };
  keys(service: string): Keys;
  readonly sealer: Sealer;
}

let serial = 0;

/** An invented person's resident ID of a region that does not exist; each is another's. */
export function aResidentId(): string {
  serial += 1;
  const digits = `99999919850101${String(serial).padStart(3, '0')}`;
  return digits + residentIdCheck(digits);
}

/** The service over HTTP, with a small province in which every bureau has somebody to administer it. */
export interface AdminBench {
  /** A sample officer's principal, as identity's own token says it, with the session's cookie. */
  signIn(loginName: string, password?: string): Promise<{ principal: Principal; cookie: string }>;
  exchange(cookie: string): Promise<Answer<{ token: string } & Problem>>;
  principalOf(cookie: string): Promise<Principal>;
  send<T>(method: string, path: string, as?: Principal, body?: unknown): Promise<Answer<T & Problem>>;
  /** Appoints somebody new and answers account and code. */
  appoint(as: Principal, part: { bureau: number; roles: OfficeRole[]; loginName: string; idNumber?: string }): Promise<Answer<EnrolmentCode & Problem>>;
  captcha(): Promise<string>;
  accountOf(loginName: string): Promise<string>;
}

export async function adminBench({ db, app, keys, sealer }: AdminParts): Promise<AdminBench> {
  const province = aProvince();
  const entry = (loginName: string, bureau: number, role: OfficeRole) => ({ ...province.officers[0]!, loginName, bureau, roles: [role], idNumber: aResidentId() });
  province.officers = province.officers.map((officer) => ({ ...officer, idNumber: aResidentId() }));
  province.officers.push(entry('province_admin', 1, 'administrator'), entry('city_admin', 2, 'administrator'), entry('county_admin', 3, 'administrator'), entry('city_auditor', 2, 'auditor'), entry('special_admin', 6, 'administrator'));
  await new SeedService(db.source('worker'), keys('identity'), sealer).seed(province);

  const captcha = async () => solve((await app.send<Parameters<typeof solve>[0]>('GET', '/captcha')).body);
  const exchange: AdminBench['exchange'] = async (session) =>
    app.send('POST', '/tokens', { body: { session }, headers: { [EXCHANGE_HEADER]: await keys('gateway').sign(EXCHANGE_TOKEN, { session: hashSessionToken(session) }, 15) } });
  const principalOf: AdminBench['principalOf'] = async (cookie) => {
    const { token } = (await exchange(cookie)).body;
    return { ...(await keys('filing').verify(PRINCIPAL_TOKEN, 'identity', TokenPrincipal, token)), token };
  };
  return {
    captcha, exchange, principalOf,
    async signIn(loginName, password = province.password) {
      const { headers, status, body } = await app.send('POST', '/sessions', { body: { loginName, password, captcha: await captcha() } });
      const cookie = /^beian_session=([^;]+)/.exec(headers.get('set-cookie') ?? '')?.[1];
      if (cookie === undefined) throw new Error(`${loginName} cannot sign in: ${status} ${JSON.stringify(body)}`);
      return { principal: await principalOf(cookie), cookie };
    },
    send: (method, path, as, body) => app.send(method, path, { ...(as && { as }), ...(body !== undefined && { body }) }),
    appoint: (as, { idNumber = aResidentId(), ...part }) => app.send('POST', '/administration/officers', { as, body: { name: '新任民警', idNumber, ...part } }),
    async accountOf(loginName) {
      const [row] = await db.admin<{ id: string }>('select id from account where login_key = $1', [loginName]);
      if (row === undefined) throw new Error(`There is no account ${loginName}`);
      return row.id;
    },
  };
}
