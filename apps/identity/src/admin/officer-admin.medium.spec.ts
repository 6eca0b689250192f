import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { AdministeredOfficer } from '@beian/contracts/identity/administration';
import { EnrolmentIssued, EnrolmentUsed, OfficerAppointed, SessionClosed } from '@beian/contracts/identity/events';
import type { Principal } from '@beian/contracts/principal';
import type { OfficeRole } from '@beian/rules/jurisdiction/roles';
import { inScope } from '@beian/kit/db/scope';
import { foldHistory } from '@beian/kit/db/versioned';
import { testDatabase, type TestDatabase } from '@beian/testing/database';
import { httpApp, type HttpApp } from '@beian/testing/http-app';
import { testKeys } from '@beian/testing/keys';
import { publishedEvents, recordedActions } from '@beian/testing/outbox';
import { anApplicant, anOfficer } from '@beian/testing/principals';
import { Officer } from '../officer/officer.entity.ts';
import { testSealer } from '@beian/testing/sealer';
import { IdentityModule } from '../app.module.ts';
import { entities, migrations } from '../schema.ts';
import { specEnvironment } from '../spec-environment.ts';
import { adminBench, aResidentId, type AdminBench } from './admin.fixture.ts';

jest.setTimeout(60_000);

let db: TestDatabase;
let app: HttpApp;
let bench: AdminBench;
const admins: Record<string, Principal> = {};
beforeAll(async () => {
  db = await testDatabase({ service: 'identity', entities, migrations });
  const sealer = testSealer();
  app = await httpApp({ imports: [IdentityModule] }, { service: 'identity', kit: { api: db.source('api'), worker: db.source('worker'), public: db.source('public'), sealer, environment: specEnvironment() } });
  bench = await adminBench({ db, app, keys: testKeys, sealer });
  for (const name of ['province_admin', 'city_admin', 'county_admin']) admins[name] = (await bench.signIn(name)).principal;
});
afterAll(async () => {
  await app.close();
  await db.close();
});

const PASSWORD = 'Xin-mima-2026';
let count = 0;
const aName = (): string => `officer_${(count += 1)}`;
const enrol = async (code: string, password = PASSWORD) => bench.send<{ loginName: string }>('POST', '/enrolments', undefined, { code, password, captcha: await bench.captcha() });
const versionOf = async (account: string): Promise<number> => (await db.admin<{ version: number }>('select version from officer where id = $1', [account]))[0]!.version;

/** An officer appointed and enrolled, with an open session. */
async function anEnrolled(bureau: number, roles: OfficeRole[], by = admins['province_admin']!) {
  const loginName = aName();
  const { body } = await bench.appoint(by, { bureau, roles, loginName });
  await enrol(body.code);
  return { account: body.account, loginName, ...(await bench.signIn(loginName, PASSWORD)) };
}

describe('an appointment', () => {
  it('makes an account that can do nothing until its code has set a password, and then is what was appointed', async () => {
    const loginName = aName();
    const { status, body } = await bench.appoint(admins['city_admin']!, { bureau: 3, roles: ['reviewer', 'inspector'], loginName });
    expect(status).toBe(201);
    await expect(bench.signIn(loginName, PASSWORD)).rejects.toThrow('401');
    expect((await enrol(body.code.toLowerCase().replaceAll('-', ' '))).body).toEqual({ loginName });
    const { principal } = await bench.signIn(loginName, PASSWORD);
    expect(principal).toMatchObject({ account: body.account, kind: 'officer', bureau: 3, roles: ['reviewer', 'inspector'], scope: [3] });
    expect(principal.person).toMatch(/^[0-9a-f]{64}$/);
    const of = <T>(event: Parameters<typeof publishedEvents<T>>[1]) => publishedEvents<T>(db, event).then((all) => all.filter(({ subject }) => subject === body.account).map(({ data }) => data));
    expect(await of(OfficerAppointed)).toEqual([{ account: body.account, bureau: 3, roles: ['reviewer', 'inspector'], person: principal.person, active: true }]);
    expect([(await of(EnrolmentIssued)).length, (await of(EnrolmentUsed)).length]).toEqual([1, 1]);
    const records = (await recordedActions(db)).filter(({ target }) => target.id === body.account);
    expect(records.map(({ action, outcome, actor }) => [action, outcome, actor.account])).toEqual([
      ['officer.appoint', 'done', admins['city_admin']!.account], ['enrolment.issue', 'done', admins['city_admin']!.account], ['enrolment.use', 'done', null],
    ]);
    expect(await inScope(db.source('api'), admins['city_admin']!, (tx) => foldHistory(tx, Officer, body.account))).toMatchObject({ bureau: 3, roles: ['reviewer', 'inspector'], active: true });
  });

  it('shows the code once: it is stored nowhere, serves once, and a newer one replaces it', async () => {
    const { body } = await bench.appoint(admins['city_admin']!, { bureau: 3, roles: ['reviewer'], loginName: aName() });
    const stored = await db.admin<{ text: string }>('select e::text as text from enrolment e union all select o::text from outbox o');
    expect(stored.some(({ text }) => text.includes(body.code))).toBe(false);
    const again = await bench.send<{ code: string }>('POST', `/administration/officers/${body.account}/enrolment`, admins['city_admin'], {});
    expect(await enrol(body.code)).toMatchObject({ status: 422, body: { code: 'enrolment.invalid' } });
    const answers = await Promise.all([enrol(again.body.code), enrol(again.body.code, 'Ling-yige-2026')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 422]);
    await db.admin(`update enrolment set used_at = null, expires_at = now() where account = $1`, [body.account]);
    expect((await enrol(again.body.code)).body.code).toBe('enrolment.invalid');
  });

  it('follows within the token: another bureau and other roles, and the history says so', async () => {
    const { account, cookie } = await anEnrolled(3, ['reviewer']);
    const change = await bench.send('PUT', `/administration/officers/${account}`, admins['city_admin'], { bureau: 4, roles: ['inspector'], expectedVersion: 1 });
    expect(change.status).toBe(204);
    expect(await bench.principalOf(cookie)).toMatchObject({ bureau: 4, roles: ['inspector'], scope: [4] });
    expect(await bench.send('PUT', `/administration/officers/${account}`, admins['city_admin'], { bureau: 4, roles: ['reviewer'], expectedVersion: 1 })).toMatchObject({ status: 409, body: { code: 'record.changed' } });
  });

  it('abuse 10: a code used for a new password ends every session that the old one has opened', async () => {
    const { account, cookie, loginName } = await anEnrolled(3, ['reviewer']);
    const { body } = await bench.send<{ code: string }>('POST', `/administration/officers/${account}/enrolment`, admins['city_admin'], {});
    expect((await bench.exchange(cookie)).status).toBe(200);
    expect((await enrol(body.code, 'Ling-yige-2026')).status).toBe(200);
    expect((await bench.exchange(cookie)).status).toBe(401);
    await expect(bench.signIn(loginName, PASSWORD)).rejects.toThrow('401');
    await bench.signIn(loginName, 'Ling-yige-2026');
  });

  it('abuse 10: ends with the dismissal, in the same moment: no session, no sign-in, no code', async () => {
    const { account, cookie, loginName, principal } = await anEnrolled(3, ['reviewer']);
    const { body: spare } = await bench.send<{ code: string }>('POST', `/administration/officers/${account}/enrolment`, admins['city_admin'], {});
    expect((await bench.send('POST', `/administration/officers/${account}/dismissal`, admins['city_admin'], { expectedVersion: 1 })).status).toBe(204);
    expect(await bench.exchange(cookie)).toMatchObject({ status: 401, body: { code: 'session.unknown' } });
    await expect(bench.signIn(loginName, PASSWORD)).rejects.toThrow('401');
    expect((await enrol(spare.code)).status).toBe(422);
    expect((await publishedEvents(db, SessionClosed)).filter(({ subject }) => subject === principal.session).map(({ data }) => data.reason)).toEqual(['revoked']);
    expect((await publishedEvents(db, OfficerAppointed)).filter(({ subject }) => subject === account).at(-1)?.data.active).toBe(false);
    expect(await bench.send('POST', `/administration/officers/${account}/dismissal`, admins['city_admin'], { expectedVersion: 2 })).toMatchObject({ status: 409, body: { code: 'officer.dismissed' } });
    expect((await bench.send('PUT', `/administration/officers/${account}`, admins['city_admin'], { bureau: 3, roles: ['reviewer'], expectedVersion: 2 })).status).toBe(204);
    await bench.signIn(loginName, PASSWORD);
  });
});

describe('who may appoint whom', () => {
  it('S4 an administrator appoints in the own tree only; elsewhere there is nothing to be seen or changed', async () => {
    const outside = await bench.accountOf('special_reviewer');
    const above = await bench.accountOf('province_auditor');
    for (const account of [outside, above]) {
      expect((await bench.send('PUT', `/administration/officers/${account}`, admins['city_admin'], { bureau: 3, roles: ['reviewer'], expectedVersion: 1 })).body.code).toBe('record.not_found');
      expect((await bench.send('POST', `/administration/officers/${account}/dismissal`, admins['city_admin'], { expectedVersion: 1 })).body.code).toBe('record.not_found');
      expect((await bench.send('POST', `/administration/officers/${account}/enrolment`, admins['city_admin'], {})).body.code).toBe('record.not_found');
    }
    for (const bureau of [1, 5, 6, 99]) expect((await bench.appoint(admins['city_admin']!, { bureau, roles: ['reviewer'], loginName: aName() })).status).toBe(404);
    const inside = await bench.accountOf('other_reviewer');
    expect((await bench.send('PUT', `/administration/officers/${inside}`, admins['city_admin'], { bureau: 5, roles: ['reviewer'], expectedVersion: 1 })).status).toBe(404);
    const { body } = await bench.send<AdministeredOfficer[]>('GET', '/administration/officers', admins['city_admin']);
    expect(new Set(body.map(({ bureau }) => bureau))).toEqual(new Set([2, 3, 4]));
    expect(await bench.send('GET', '/administration/officers?bureau=6', admins['city_admin'])).toMatchObject({ status: 200, body: [] });
    expect((await recordedActions(db)).filter(({ target, outcome }) => target.id === outside && outcome === 'refused').map(({ code }) => code)).toEqual(['record.not_found', 'record.not_found', 'record.not_found']);
  });

  it('nobody changes the own appointment, nor gets a second one under another name', async () => {
    const self = admins['city_admin']!;
    const version = await versionOf(self.account!);
    expect((await bench.send('PUT', `/administration/officers/${self.account}`, self, { bureau: 2, roles: ['reviewer'], expectedVersion: version })).body.code).toBe('officer.own-appointment');
    expect((await bench.send('POST', `/administration/officers/${self.account}/dismissal`, self, { expectedVersion: version })).body.code).toBe('officer.own-appointment');
    const idNumber = aResidentId();
    const { body } = await bench.appoint(admins['province_admin']!, { bureau: 2, roles: ['administrator'], loginName: aName(), idNumber });
    await enrol(body.code);
    const [{ login_name: loginName } = { login_name: '' }] = await db.admin<{ login_name: string }>('select login_name from account where id = $1', [body.account]);
    const { principal } = await bench.signIn(loginName, PASSWORD);
    expect((await bench.appoint(principal, { bureau: 3, roles: ['reviewer'], loginName: aName(), idNumber })).body.code).toBe('officer.own-appointment');
    expect((await bench.appoint(self, { bureau: 3, roles: ['reviewer'], loginName: aName(), idNumber })).body.code).toBe('officer.taken');
  });

  it('auditors and administrators are appointed, changed and dismissed from above, reviewers by their own bureau too', async () => {
    for (const role of ['auditor', 'administrator', 'operator'] as const) {
      expect((await bench.appoint(admins['city_admin']!, { bureau: 2, roles: [role], loginName: aName() })).body.code).toBe('officer.superior-appoints');
      expect((await bench.appoint(admins['province_admin']!, { bureau: 2, roles: [role], loginName: aName() })).status).toBe(201);
    }
    const auditor = await bench.accountOf('city_auditor');
    expect((await bench.send('POST', `/administration/officers/${auditor}/dismissal`, admins['city_admin'], { expectedVersion: 1 })).body.code).toBe('officer.superior-appoints');
    expect((await bench.send('PUT', `/administration/officers/${auditor}`, admins['city_admin'], { bureau: 3, roles: ['reviewer'], expectedVersion: 1 })).body.code).toBe('officer.superior-appoints');
    expect((await bench.send('POST', `/administration/officers/${auditor}/enrolment`, admins['city_admin'], {})).body.code).toBe('officer.superior-appoints');
    expect((await bench.appoint(admins['city_admin']!, { bureau: 2, roles: ['reviewer', 'supervisor'], loginName: aName() })).status).toBe(201);
  });

  it('等保 8.1.4: roles that exclude each other are not given to one person', async () => {
    for (const roles of [['reviewer', 'auditor'], ['administrator', 'auditor'], ['supervisor', 'administrator'], ['reviewer', 'cyberspace']] as OfficeRole[][]) {
      expect(await bench.appoint(admins['province_admin']!, { bureau: 3, roles, loginName: aName() })).toMatchObject({ status: 422, body: { fields: [{ field: 'roles', code: 'officer.roles-exclude' }] } });
    }
  });

  it('abuse 10: an administrator who has just lost the office changes nothing, whatever the token still says', async () => {
    const { account, principal } = await anEnrolled(2, ['administrator']);
    await bench.send('PUT', `/administration/officers/${account}`, admins['province_admin'], { bureau: 2, roles: ['reviewer'], expectedVersion: 1 });
    expect((await bench.appoint(principal, { bureau: 3, roles: ['reviewer'], loginName: aName() })).status).toBe(403);
    await bench.send('POST', `/administration/officers/${account}/dismissal`, admins['province_admin'], { expectedVersion: 2 });
    expect((await bench.appoint(principal, { bureau: 3, roles: ['reviewer'], loginName: aName() })).status).toBe(401);
  });

  it('abuse 4: a login name and a person in use get one answer, wherever they are', async () => {
    const taken = await bench.appoint(admins['county_admin']!, { bureau: 3, roles: ['reviewer'], loginName: 'SPECIAL_reviewer' });
    expect(taken).toMatchObject({ status: 409, body: { code: 'officer.taken' } });
  });

  it('abuse 1, 2: every administration route × role: nobody but administrators, 401 without a session, 403 with another role', async () => {
    const account = await bench.accountOf('county_reviewer');
    const routes: [string, string, unknown][] = [
      ['GET', '/administration/officers', undefined], ['POST', '/administration/officers', {}], ['PUT', `/administration/officers/${account}`, {}], ['POST', `/administration/officers/${account}/dismissal`, {}],
      ['POST', `/administration/officers/${account}/enrolment`, {}], ['GET', '/administration/bureaus', undefined], ['POST', '/administration/bureaus', {}], ['PUT', '/administration/bureaus/3', {}], ['POST', '/administration/bureaus/3/merger', {}],
    ];
    for (const [method, path, body] of routes) {
      expect([path, (await bench.send(method, path, undefined, body)).status]).toEqual([path, 401]);
      for (const who of [anApplicant(), ...(['reviewer', 'inspector', 'supervisor', 'auditor', 'operator', 'cyberspace'] as const).map((role) => anOfficer({ bureau: 2, scope: [2, 3, 4], roles: [role] }))]) {
        expect([path, who.roles, (await bench.send(method, path, who, body)).status]).toEqual([path, who.roles, 403]);
      }
    }
  });

  it('abuse 3: row security alone keeps appointments to administrators and their tree', async () => {
    const write = (who: Principal) => inScope(db.source('api'), who, (tx) => tx.query(`update officer set roles = '{auditor}' where true returning id`));
    const nobody = anOfficer({ bureau: 2, scope: [1, 2, 3, 4, 5, 6], roles: ['reviewer', 'supervisor', 'auditor'] });
    await expect(write(nobody)).resolves.toEqual([]);
    await expect(write(anApplicant())).resolves.toEqual([]);
    const read = (who: Principal) => inScope(db.source('api'), who, (tx) => tx.query<{ bureau: number }>('select o.bureau from officer o join account a on a.id = o.id'));
    expect(new Set((await read(anOfficer({ bureau: 3, scope: [3], roles: ['administrator'] }))).map(({ bureau }) => bureau))).toEqual(new Set([3]));
    expect(await read(anOfficer({ bureau: 3, scope: [3], roles: ['reviewer'] }))).toEqual([]);
    await expect(inScope(db.source('api'), admins['county_admin']!, (tx) => tx.query('update officer set bureau = 6 where bureau = 3'))).rejects.toThrow(/row-level security/);
  });
});
