import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Principal, Role } from '@beian/contracts/principal';
import { newId } from '@beian/kit/http/uuid';
import { OFFICE_ROLES } from '@beian/rules/jurisdiction/roles';
import { STAGES, type Message, type Stage } from '@beian/rules/lifecycle/stages';
import { publishedEvents, recordedActions } from '@beian/testing/outbox';
import { anOfficer } from '@beian/testing/principals';
import { testSealer } from '@beian/testing/sealer';
import { ApplicationReassigned } from '@beian/contracts/filing/events';
import { SAMPLE_COPIES } from '../case.fixture.ts';
import { receiveCommand } from '../decision/decision.fixture.ts';
import { filingOverHttp, type FilingOverHttp } from '../http.fixture.ts';

// A machine under load takes its time for a database of its own.
jest.setTimeout(120_000);

let db: FilingOverHttp['db'];
let bench: FilingOverHttp['bench'];
let app: FilingOverHttp['app'];
let close: FilingOverHttp['close'];
const sealer = testSealer();

beforeAll(async () => {
  ({ db, bench, app, close } = await filingOverHttp(sealer));
  await db.admin(SAMPLE_COPIES);
});
afterAll(() => close());

type Json = Record<string, unknown>;
type Where = 'own' | 'superior' | 'other';
type Holder = 'nobody' | 'self' | 'other';
const S: Stage = 'submitted', R: Stage = 'in_review', P: Stage = 'initial_passed', I: Stage = 'inspecting';
const OPEN: readonly Stage[] = [S, R, P, I];
const SHOWN: readonly Message[] = ['take', 'release', 'transfer', 'reassign', 'passInitial', 'approve', 'return', 'resubmit', 'withdraw', 'setInteractive'];

/** S4 by hand, with what the case itself allows: a held case is not taken, one that nobody holds is not released. */
function byHand(role: Role, where: Where, holder: Holder): Partial<Record<Message, readonly Stage[]>> {
  if (where === 'superior') return role === 'reviewer' ? { transfer: [S] } : role === 'supervisor' ? { transfer: OPEN } : {};
  if (where === 'other') return {};
  if (role === 'supervisor') return { transfer: OPEN, setInteractive: OPEN, ...(holder !== 'nobody' && { release: [S, R, P], reassign: OPEN }) };
  if (role !== 'reviewer') return {};
  if (holder === 'nobody') return { take: [S, R, P], transfer: [S] };
  if (holder === 'other') return { transfer: [S] };
  return { release: [S, R, P], transfer: OPEN, passInitial: [R], approve: [P], return: [R, P, I], setInteractive: OPEN };
}

const placed = (where: Where): Partial<Principal> => (where === 'own' ? { bureau: 3, scope: [3] } : where === 'superior' ? { bureau: 2, scope: [2, 3, 4, 5] } : { bureau: 4, scope: [4] });
const SEES: readonly Role[] = ['reviewer', 'inspector', 'supervisor'];
const HOLDERS: readonly Holder[] = ['nobody', 'self', 'other'];
const clock = (stage: Stage): boolean => OPEN.includes(stage);

/** Puts the case into a state, past the rules that would lead there. */
async function put(id: string, stage: Stage, holder: string | null, persons: (string | null)[]): Promise<void> {
  await db.admin(
    `update application set bureau = 3, stage = $2, holder = $3, persons = $4, due_on = $5::date, lapses_on = $6::date, approved_at = $7::timestamptz, ever_taken = true where id = $1`,
    [id, stage, holder, persons.filter((each) => each !== null), clock(stage) ? '2099-01-01' : null, stage === 'returned' ? '2099-01-01' : null, stage === 'approved' ? '2026-01-01' : null],
  );
}

describe('S4 role × message × stage, over HTTP', () => {
  const ended = STAGES.filter((each) => each !== 'draft' && each !== 'pending_code');
  /** What the case's page offers or answers to somebody of that role, there, with the case so held. */
  async function page(id: string, cell: { stage: Stage; role: Role; where: Where; holder: Holder; ownCase?: boolean }): Promise<string[] | number> {
    const officer = anOfficer({ ...placed(cell.where), roles: [cell.role] });
    await put(id, cell.stage, cell.holder === 'nobody' ? null : cell.holder === 'self' ? officer.account : newId(), cell.ownCase === true ? [officer.person] : []);
    const { status, body } = await app.send<Json>('GET', `/applications/${id}`, { as: officer });
    return status === 200 ? [...(body['actions'] as string[])].sort() : status;
  }

  it('every cell: what the page offers, by role × stage × own or superior bureau × holder', async () => {
    const { id } = await bench.aCase();
    for (const stage of ended) for (const role of SEES) for (const where of ['own', 'superior'] as const) for (const holder of HOLDERS) {
      const cell = { stage, role, where, holder };
      const may = byHand(role, where, holder);
      expect({ ...cell, offered: await page(id, cell) }).toEqual({ ...cell, offered: SHOWN.filter((message) => may[message]?.includes(stage)).sort() });
    }
  });

  it('abuse 1: another bureau’s case is 404 for every role, one of the own bureau for every role that sees no cases', async () => {
    const { id } = await bench.aCase();
    for (const role of OFFICE_ROLES) for (const where of SEES.includes(role) ? (['other'] as const) : (['own', 'superior', 'other'] as const)) for (const stage of [S, 'approved'] as const) {
      const cell = { stage, role, where, holder: 'self' as const };
      expect({ ...cell, answer: await page(id, cell) }).toEqual({ ...cell, answer: 404 });
    }
  });

  it('abuse 16: a case of the officer’s own is refused to every role, in the own bureau and from above', async () => {
    const { id } = await bench.aCase();
    for (const role of SEES) for (const where of ['own', 'superior'] as const) for (const stage of [S, 'returned'] as const) {
      const cell = { stage, role, where, holder: 'self' as const, ownCase: true };
      expect({ ...cell, answer: await page(id, cell) }).toEqual({ ...cell, answer: 403 });
    }
  });

  it('abuse 2: whoever is not offered an operation of the desk cannot do it either', async () => {
    const { id } = await bench.aCase();
    const colleague = anOfficer({ bureau: 3 });
    await db.admin(`insert into officer_copy values ($1, 3, '{reviewer}', $2, true)`, [colleague.account, colleague.person]);
    const payloads = { take: {}, release: {}, transfer: { bureau: 4, reason: '属地不符' }, reassign: { officer: colleague.account, reason: '工作调整' } };
    const attempt = async (role: Role, where: Where, holder: Holder, message: keyof typeof payloads): Promise<number> => {
      const officer = anOfficer({ ...placed(where), roles: [role] });
      await put(id, P, holder === 'nobody' ? null : holder === 'self' ? officer.account : newId(), []);
      const expectedRevision = (await bench.row(id))['revision'];
      const { status } = await app.send<Json>('POST', `/applications/${id}/actions/${message}`, { as: officer, body: { expectedRevision, payload: payloads[message] }, headers: { 'idempotency-key': newId() } });
      expect((await bench.row(id))['revision']).toBe(expectedRevision);
      return status;
    };
    const messages = Object.keys(payloads) as (keyof typeof payloads)[];
    for (const role of SEES) for (const where of ['own', 'superior'] as const) for (const holder of HOLDERS) for (const message of messages) {
      if (byHand(role, where, holder)[message]?.includes(P)) continue;
      expect({ role, where, holder, message, status: await attempt(role, where, holder, message) }).toEqual({ role, where, holder, message, status: 409 });
    }
    for (const role of OFFICE_ROLES) for (const message of messages) {
      const where = SEES.includes(role) ? 'other' : 'own';
      expect({ role, where, message, status: await attempt(role, where, 'self', message) }).toEqual({ role, where, message, status: 404 });
    }
  });

  it('S4 网信 sees no filing, no case and no desk', async () => {
    const { id, filing } = await bench.aCase();
    const cyberspace = anOfficer({ bureau: 3, scope: [3], roles: ['cyberspace'] });
    const statuses = await Promise.all(['/desk', '/desk/given-away', '/applications', `/applications/${id}`, `/applications/${id}/due-date`, `/filings/${filing}`, `/filings/${filing}/icon`].map(async (path) => (await app.send('GET', path, { as: cyberspace })).status));
    expect(statuses).toEqual([403, 403, 403, 404, 404, 404, 404]);
  });
});

describe('重新指派', () => {
  const setUp = async () => {
    const [supervisor, holder, colleague] = [anOfficer({ bureau: 3, roles: ['supervisor'] }), anOfficer({ bureau: 3 }), anOfficer({ bureau: 3 })];
    for (const { account, person, bureau, roles } of [holder, colleague]) await db.admin('insert into officer_copy values ($1, $2, $3, $4, true)', [account, bureau, roles, person]);
    const found = await bench.aCase();
    await bench.handle(holder, found.id, 'take');
    return { ...found, supervisor, holder, colleague };
  };

  it('gives the case to another reviewer, who acts from then on, with event, record and the reason as a mark', async () => {
    const { id, filing, supervisor, holder, colleague } = await setUp();
    expect(await bench.handle(supervisor, id, 'reassign', { officer: colleague.account, reason: '原承办人外出' })).toMatchObject({ status: 'applied' });
    expect(await bench.row(id)).toMatchObject({ holder: colleague.account, last_holder: holder.account, stage: 'in_review', marks: [{ code: 'case.reassigned', message: '重新指派：原承办人外出' }] });
    expect((await publishedEvents(db, ApplicationReassigned)).filter(({ subject }) => subject === filing).map(({ data }) => [data.from, data.holder])).toEqual([[holder.account, colleague.account]]);
    expect((await recordedActions(db, 'application.reassign')).at(-1)).toMatchObject({ outcome: 'done', actor: { account: supervisor.account }, after: { holder: colleague.account, from: holder.account } });
    expect(await bench.act(holder, id, { action: 'passInitial' })).toMatchObject({ status: 'refused', code: 'case.sender-not-allowed' });
    expect(await bench.act(colleague, id, { action: 'passInitial' })).toMatchObject({ status: 'applied' });
  });

  it.each<[string, (people: Awaited<ReturnType<typeof setUp>>) => Promise<string> | string, string]>([
    ['the present holder', ({ holder }) => holder.account!, 'reassign.already-held'],
    ['somebody unknown', () => newId(), 'reassign.officer-unknown'],
    ['an officer of another bureau', async () => officerAt(4, '{reviewer}', true), 'reassign.officer-unknown'],
    ['an officer who is no reviewer', async () => officerAt(3, '{inspector}', true), 'reassign.officer-unknown'],
    ['one who was dismissed', async () => officerAt(3, '{reviewer}', false), 'reassign.officer-unknown'],
    ['S4 a person on the case', async ({ id, colleague }) => {
      await db.admin('update application set persons = array[$2] where id = $1', [id, colleague.person]);
      return colleague.account!;
    }, 'reassign.own-case'],
  ])('refuses %s', async (_who, choose, code) => {
    const people = await setUp();
    expect(await bench.handle(people.supervisor, people.id, 'reassign', { officer: await choose(people), reason: '工作调整' })).toMatchObject({ status: 'refused', code });
  });

  async function officerAt(bureau: number, roles: string, active: boolean): Promise<string> {
    const account = newId();
    await db.admin('insert into officer_copy values ($1, $2, $3, null, $4)', [account, bureau, roles, active]);
    return account;
  }
});

describe('delegation during leave', () => {
  it('the delegate acts on what the absent officer holds, and the record names both', async () => {
    const absent = anOfficer({ bureau: 3 });
    const delegate = anOfficer({ bureau: 3, deputyFor: [absent.account!] });
    const { id } = await bench.aCase();
    await bench.handle(absent, id, 'take');
    expect(await bench.act(anOfficer({ bureau: 3 }), id, { action: 'passInitial' })).toMatchObject({ code: 'case.sender-not-allowed' });
    const mine = await app.send<{ items: { application: string }[] }>('GET', '/desk?queue=mine', { as: delegate });
    expect(mine.body.items.map(({ application }) => application)).toContain(id);
    expect(await bench.act(delegate, id, { action: 'passInitial' })).toMatchObject({ status: 'applied' });
    expect((await recordedActions(db, 'application.passInitial')).at(-1)).toMatchObject({ outcome: 'done', actor: { account: delegate.account }, after: { inTheNameOf: absent.account } });
  });

  it('gives no right that the delegate’s own role does not give, and none on a case of the delegate’s own', async () => {
    const absent = anOfficer({ bureau: 3 });
    const { id } = await bench.aCase();
    await bench.handle(absent, id, 'take');
    expect(await bench.act(anOfficer({ bureau: 3, roles: ['inspector'], deputyFor: [absent.account!] }), id, { action: 'passInitial' })).toMatchObject({ code: 'case.sender-not-allowed' });
    const relative = anOfficer({ bureau: 3, deputyFor: [absent.account!] });
    const message = await receiveCommand(bench.sending, relative, id, { action: 'passInitial' });
    await db.admin('update application set persons = array[$2] where id = $1', [id, relative.person]);
    expect(await bench.decisions.settle({ application: id, message })).toMatchObject({ code: 'case.own-case' });
  });
});
