import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { CodeIssued } from '@beian/contracts/identity/events';
import { createLogger, useLogger } from '@beian/kit/logging/logger';
import { testDatabase, type TestDatabase } from '@beian/testing/database';
import { httpApp, type HttpApp } from '@beian/testing/http-app';
import { publishedEvents, recordedActions } from '@beian/testing/outbox';
import { testSealer } from '@beian/testing/sealer';
import { IdentityModule } from '../app.module.ts';
import { entities, migrations } from '../schema.ts';
import { aPerson, Visitor } from '../spec-account.ts';
import { specEnvironment } from '../spec-environment.ts';

jest.setTimeout(120_000);

let db: TestDatabase;
let app: HttpApp;
let visitor: Visitor;
const sealer = testSealer();

beforeAll(async () => {
  useLogger(createLogger('identity', 'silent'));
  db = await testDatabase({ service: 'identity', entities, migrations });
  const environment = specEnvironment({ CODES_PER_ADDRESS: '8', CODES_PER_SESSION: '3', CODES_PER_HOUR: '30' });
  app = await httpApp({ imports: [IdentityModule] }, { service: 'identity', kit: { api: db.source('api'), worker: db.source('worker'), public: db.source('public'), sealer, environment } });
});
afterAll(async () => {
  await app.close();
  await db.close();
});

let address = 0;
beforeEach(async () => {
  address += 1;
  visitor = new Visitor(app, db, sealer, `198.51.100.${address}`);
  await db.admin('delete from code_quota');
});

const ask = (mobile: string, purpose = 'register') => visitor.askForCode({ purpose, mobile });
const minutePasses = () => db.admin(`update code_quota set since = since - interval '1 minute' where scope = 'number_gap'`);
const sentTo = async (mobile: string) => {
  const events = await publishedEvents(db, CodeIssued);
  const numbers = await Promise.all(events.map(({ subject, data }) => sealer.open(data.to, `code:${subject}:to`)));
  return numbers.filter((number) => number === mobile).length;
};

describe('a one-time code', () => {
  it('OPN-05 has six digits, leaves sealed, is kept as a keyed hash, and stands nowhere in clear', async () => {
    const { mobile } = aPerson();
    const { body } = await ask(mobile);
    expect(body).toEqual({ challenge: expect.any(String), resendAfter: 60, expiresIn: 300, order: expect.any(String) });
    const { code, to } = await visitor.sent(body.challenge);
    expect([code, to]).toEqual([expect.stringMatching(/^\d{6}$/), mobile]);
    const stored = await db.admin<{ text: string }>('select t::text as text from one_time_code t union all select o::text from outbox o union all select q::text from code_quota q');
    expect(stored.filter(({ text }) => text.includes(mobile) || new RegExp(`\\b${code}\\b`).test(text))).toEqual([]);
    expect((await recordedActions(db, 'code.send')).at(-1)).toMatchObject({ outcome: 'done', target: { id: body.challenge }, after: { purpose: 'register', channel: 'sms' } });
  });

  it('OPN-05 comes with the order to send it, which tells its bearer nothing: the event’s own fact, of one length for any number', async () => {
    const known = aPerson();
    await visitor.register(known);
    await minutePasses();
    const orders = await Promise.all([known.mobile, aPerson().mobile].map(async (mobile) => (await ask(mobile)).body));
    for (const { challenge, order } of orders) {
      const event = (await publishedEvents(db, CodeIssued)).find(({ subject }) => subject === challenge);
      expect(JSON.parse(await sealer.open(order, `code:${challenge}:order`))).toEqual({ event: event?.id, data: event?.data });
    }
    expect(new Set(orders.map(({ order }) => order.length)).size).toBe(1);
    const templates = (await publishedEvents(db, CodeIssued)).slice(-2).map(({ data }) => data.template);
    expect(templates.sort()).toEqual(['register', 'registered_already']);
  });

  it.each([
    ['used', 'used_at = now()'],
    ['five minutes old', `expires_at = now()`],
    ['tried five times', 'tries = 5'],
    ['sent for something else', `purpose = 'reset'`],
  ])('abuse 13: opens nothing when it is %s', async (_case, change) => {
    const person = aPerson();
    const { challenge, code } = await visitor.code({ purpose: 'register', mobile: person.mobile });
    await db.admin(`update one_time_code set ${change} where id = $1`, [challenge]);
    const { status, body } = await visitor.post('/accounts', { ...person, challenge, code, captcha: await visitor.captcha() });
    expect([status, body.code]).toEqual([422, 'code.wrong']);
  });

  it('abuse 13: two hundred guesses at once are five tries, and then the right code opens nothing either', async () => {
    const { mobile } = aPerson();
    const { challenge, code } = await visitor.code({ purpose: 'reset', mobile });
    const guess = (given: string) => visitor.post('/password-resets', { mobile, challenge, code: given, password: 'Luojia-2026' });
    const wrong = code === '111111' ? '222222' : '111111';
    const answers = await Promise.all(Array.from({ length: 200 }, () => guess(wrong)));
    expect([...new Set(answers.map(({ body }) => body.code))]).toEqual(['code.wrong']);
    expect(await db.admin('select tries, used_at from one_time_code where id = $1', [challenge])).toEqual([{ tries: 5, used_at: null }]);
    expect((await guess(code)).body.code).toBe('code.wrong');
    expect((await recordedActions(db, 'code.check')).filter(({ target, outcome }) => target.id === challenge && outcome === 'refused')).toHaveLength(201);
  });
});

describe('the limits of sending', () => {
  it.each([['+86 %'], ['0086-%'], ['86 %'], ['% '], ['（+86）%']])('abuse 12: count the normalised number, written as %p', async (written) => {
    const { mobile } = aPerson();
    expect((await ask(mobile)).status).toBe(202);
    const spaced = written.replace('%', `${mobile.slice(0, 3)} ${mobile.slice(3, 7)}-${mobile.slice(7)}`);
    const wide = mobile.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));
    for (const form of [spaced, wide]) expect(await ask(form, 'reset')).toMatchObject({ status: 429, body: { code: 'code.limited' } });
    expect(await sentTo(mobile)).toBe(1);
  });

  it('abuse 12: twenty requests at once from twenty addresses send one SMS', async () => {
    const { mobile } = aPerson();
    const visitors = Array.from({ length: 20 }, (_, index) => new Visitor(app, db, sealer, `203.0.113.${index}`));
    const answers = await Promise.all(visitors.map((one) => one.askForCode({ purpose: 'register', mobile })));
    expect(answers.map(({ status }) => status).sort()).toEqual([202, ...Array<number>(19).fill(429)]);
    expect(await sentTo(mobile)).toBe(1);
  });

  it('abuse 12: one number gets five an hour, whatever they are for', async () => {
    const { mobile } = aPerson();
    for (let sent = 0; sent < 5; sent += 1) {
      expect((await ask(mobile, sent % 2 === 0 ? 'register' : 'reset')).status).toBe(202);
      await minutePasses();
    }
    expect((await ask(mobile)).status).toBe(429);
    await db.admin(`update code_quota set since = since - interval '1 hour'`);
    expect((await ask(mobile)).status).toBe(202);
  });

  it('abuse 12: one address cannot bomb many numbers, and uses up nothing of theirs when it is over its limit', async () => {
    const people = Array.from({ length: 9 }, () => aPerson());
    const answers = await Promise.all(people.map(({ mobile }) => ask(mobile)));
    expect(answers.filter(({ status }) => status === 202)).toHaveLength(8);
    const left = people[answers.findIndex(({ status }) => status === 429)]!;
    visitor.address = '192.0.2.77';
    expect((await ask(left.mobile)).status).toBe(202);
  });

  it('abuse 12: addresses of one IPv6 /64 are one', async () => {
    for (let sent = 0; sent < 8; sent += 1) {
      visitor.address = `2001:db8:0:1::${sent}`;
      expect((await ask(aPerson().mobile)).status).toBe(202);
    }
    visitor.address = '2001:db8:0:1:ffff::1';
    expect((await ask(aPerson().mobile)).status).toBe(429);
  });

  it('abuse 12: the platform as a whole sends no more than it may, and a number keeps its own', async () => {
    const everybody = Array.from({ length: 33 }, (_, index) => ({ mobile: aPerson().mobile, from: new Visitor(app, db, sealer, `203.0.113.${100 + index}`) }));
    const answers = await Promise.all(everybody.map(({ mobile, from }) => from.askForCode({ purpose: 'register', mobile })));
    expect(answers.map(({ status }) => status).sort()).toEqual([...Array<number>(30).fill(202), ...Array<number>(3).fill(429)]);
    await db.admin(`delete from code_quota where scope = 'platform'`);
    const late = everybody[answers.findIndex(({ status }) => status === 429)]!;
    expect((await late.from.askForCode({ purpose: 'register', mobile: late.mobile })).status).toBe(202);
  });

  it('abuse 11, 12: every sending costs a captcha, and a refused one is recorded', async () => {
    const { mobile } = aPerson();
    const captcha = await visitor.captcha();
    expect((await visitor.post('/codes', { purpose: 'register', mobile, captcha })).status).toBe(202);
    expect((await visitor.post('/codes', { purpose: 'register', mobile, captcha })).body.code).toBe('captcha.invalid');
    expect((await ask(mobile)).status).toBe(429);
    expect((await recordedActions(db, 'code.send')).at(-1)).toMatchObject({ outcome: 'refused', code: 'code.limited' });
  });

  it('abuse 14: known and unknown numbers answer alike at reset, and each gets one SMS that only its holder reads', async () => {
    const known = aPerson();
    await visitor.register(known);
    await db.admin('delete from code_quota');
    const [first, second] = [await ask(known.mobile, 'reset'), await ask(aPerson().mobile, 'reset')];
    const shape = ({ status, body: { challenge: _own, order, ...rest } }: typeof first) => [status, order.length, rest];
    expect(shape(second)).toEqual(shape(first));
    const told = await Promise.all([first, second].map(({ body }) => visitor.sent(body.challenge)));
    expect(told.map(({ template }) => template)).toEqual(['reset', 'not_registered']);
  });
});
