import { CodeIssued } from '@beian/contracts/identity/events';
import type { CodeChallenge } from '@beian/contracts/identity/codes';
import type { Principal } from '@beian/contracts/principal';
import type { Problem } from '@beian/contracts/problem';
import type { Sealer } from '@beian/kit/crypto/sealer';
import type { TestDatabase } from '@beian/testing/database';
import type { HttpAnswer, HttpApp } from '@beian/testing/http-app';
import { publishedEvents } from '@beian/testing/outbox';
import { solve } from './spec-environment.ts';

/** A form that registration accepts, but for the code. */
export interface SpecPerson {
  readonly loginName: string;
  readonly password: string;
  readonly realName: string;
  readonly idNumber: string;
  readonly mobile: string;
  readonly email: string;
}

let count = 0;

/** Somebody new each time, with a mobile of their own. */
export function aPerson(more: Partial<SpecPerson> = {}): SpecPerson {
  count += 1;
  return { loginName: `Li_Si_${count}`, password: 'Luojia-2026', realName: '李四', idNumber: '999999198102080019', mobile: `139${String(count).padStart(8, '0')}`, email: `li${count}@example.cn`, ...more };
}

/** What a person at a browser does before an account is theirs, for specs of the service without a screen. */
export class Visitor {
  readonly app: HttpApp;
  readonly db: TestDatabase;
  readonly sealer: Sealer;
  address: string | undefined;

  constructor(app: HttpApp, db: TestDatabase, sealer: Sealer, address?: string) {
    this.app = app;
    this.db = db;
    this.sealer = sealer;
    this.address = address;
  }

  async captcha(): Promise<string> {
    return solve((await this.app.send<Parameters<typeof solve>[0]>('GET', '/captcha')).body);
  }

  /** A busy database says "not now" (503), and then nothing was done: the request is made again. */
  async post<T>(path: string, body: unknown, as?: Principal): Promise<HttpAnswer<T & Problem>> {
    const answer = await this.once<T>(path, body, as);
    return answer.status === 503 ? this.post(path, body, as) : answer;
  }

  private async once<T>(path: string, body: unknown, as?: Principal): Promise<HttpAnswer<T & Problem>> {
    return this.app.send<T & Problem>('POST', path, { body, ...(as && { as }), ...(this.address !== undefined && { headers: { 'x-forwarded-for': this.address } }) });
  }

  async askForCode(form: Record<string, unknown>, as?: Principal): Promise<HttpAnswer<CodeChallenge & Problem>> {
    const answer = await this.once<CodeChallenge>('/codes', { ...form, captcha: await this.captcha() }, as);
    return answer.status === 503 ? this.askForCode(form, as) : answer;
  }

  /** A code as its recipient reads it; the waiting time of the number is over. */
  async code(form: Record<string, unknown>, as?: Principal): Promise<{ challenge: string; code: string; template: string }> {
    await this.db.admin(`update code_quota set since = since - interval '1 minute' where scope = 'number_gap'`);
    const { body } = await this.askForCode(form, as);
    return { challenge: body.challenge, ...(await this.sent(body.challenge)) };
  }

  /** What identity asked to be sent for a challenge. */
  async sent(challenge: string): Promise<{ template: string; to: string; code: string }> {
    const event = (await publishedEvents(this.db, CodeIssued)).find(({ subject }) => subject === challenge);
    if (event === undefined) throw new Error('Nothing was sent for this challenge');
    const [to, code] = await Promise.all([this.sealer.open(event.data.to, `code:${challenge}:to`), this.sealer.open(event.data.code, `code:${challenge}:code`)]);
    return { template: event.data.template, to, code };
  }

  async register(person: SpecPerson, more: Record<string, unknown> = {}): Promise<HttpAnswer<{ account: string } & Problem>> {
    const { challenge, code } = await this.code({ purpose: 'register', mobile: person.mobile });
    return this.post('/accounts', { ...person, challenge, code, captcha: await this.captcha(), ...more });
  }
}
