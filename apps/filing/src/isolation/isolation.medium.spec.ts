import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { platformIn, type Principal } from '@beian/contracts/principal';
import { inScope } from '@beian/kit/db/scope';
import { newId } from '@beian/kit/http/uuid';
import { catalogFaults, cutHoles, dropWithheld, shownWithoutScope } from '@beian/testing/catalog';
import { aWorld, caseRule, everybodyOf, isOwnOf, isWithin, reachedBy, SEED, seesBy, type World } from '@beian/testing/jurisdiction';
import { anApplicant } from '@beian/testing/principals';
import { testSealer } from '@beian/testing/sealer';
import { hookStatements, withoutOwners } from '@beian/testing/statements';
import fc from 'fast-check';
import { aSubmission } from '../case.fixture.ts';
import { filingOverHttp, type FilingOverHttp } from '../http.fixture.ts';
import { placeBureaus, placeCases, type HeldCase } from './world.fixture.ts';

// A machine under load takes its time for a database of its own.
jest.setTimeout(240_000);

let db: FilingOverHttp['db'];
let bench: FilingOverHttp['bench'];
let app: FilingOverHttp['app'];
let close: FilingOverHttp['close'];
let world: World;
let cases: HeldCase[];
const sealer = testSealer();
/** A bureau that nobody of the world sees: what a test adds there is no record of the world. */
const ELSEWHERE: Pick<World, 'bureaus'> = { bureaus: [{ bureau: 900_000, parent: null, level: 'province', region: '650000' }] };

beforeAll(async () => {
  ({ db, bench, app, close } = await filingOverHttp(sealer, { logLevel: 'silent' }));
  world = aWorld();
  await placeBureaus(db.admin, world);
  await placeBureaus(db.admin, ELSEWHERE);
  cases = await placeCases(bench, db.admin, world);
});
afterAll(() => close());

const everybody = () => everybodyOf(world);
const idsOf = (rows: readonly { id: string }[]) => [...new Set(rows.map(({ id }) => id))].sort();
const status = async (as: Principal, path: string, method = 'GET', body?: unknown) => (await app.send(method, path, { as, ...(body === undefined ? {} : { body }), headers: { 'idempotency-key': newId() } })).status;
/** Ids that a list shows, over all its pages. */
async function listed(as: Principal, path: string): Promise<string[] | number> {
  const answer = await app.send<{ items: { application: string }[]; next: string | null }>('GET', path, { as });
  return answer.status === 200 ? [...new Set(answer.body.items.map(({ application }) => application))].sort() : answer.status;
}
/** What raw SQL without any condition shows a role of the service in a scope. */
async function raw(role: 'api' | 'worker', as: Principal, statements: readonly string[]): Promise<Record<string, string[]>> {
  return inScope(db.source(role), as, async (tx) => {
    const seen: Record<string, string[]> = {};
    for (const sql of statements) seen[sql] = idsOf(await tx.query<{ id: string }>(sql));
    return seen;
  });
}
type Keys = Readonly<Record<string, (each: HeldCase) => string>>;
const wanted = (keys: Keys, sees: (each: HeldCase) => boolean) => Object.fromEntries(Object.entries(keys).map(([sql, key]) => [sql, cases.filter(sees).map(key).sort()]));

const OF_BUREAU: Keys = {
  'select id from application': ({ application }) => application,
  'select id from application_history': ({ application }) => application,
  'select id from filing': ({ filing }) => filing,
  'select id from filing_history': ({ filing }) => filing,
  'select application as id from round': ({ application }) => application,
  'select subject as id from subject_copy': ({ subject }) => subject,
};
const GIVEN_AWAY = 'select number as id from given_away';
const OF_PERSON: Keys = {
  'select id from command': ({ command }) => command,
  'select id from command_history': ({ command }) => command,
  'select id from draft': ({ draft }) => draft,
};

async function rawReading(): Promise<void> {
  for (const who of everybody()) {
    const seen = await raw('api', who, [...Object.keys(OF_BUREAU), ...Object.keys(OF_PERSON), 'select aggregate as id from inbox_parked']);
    expect(seen).toEqual({
      ...wanted(OF_BUREAU, ({ held }) => reachedBy(world, who, held)),
      ...wanted(OF_PERSON, ({ held }) => who.account === held.owner.account),
      'select aggregate as id from inbox_parked': [],
    });
    // What a bureau has given away, one line a station; to those who have any, no line is of an own case.
    const given = cases.filter(({ held }) => who.kind === 'officer' && held.before.some((bureau) => who.scope.includes(bureau)) && !isOwnOf(who, held)).map(({ number }) => number).sort();
    expect((await raw('api', who, [GIVEN_AWAY]))[GIVEN_AWAY]).toEqual(given);
  }
}

/** Every reading route, answered as S4 says, or with less. */
async function httpReading(strict: boolean): Promise<void> {
  const routes = ['view', 'due', 'filing', 'command', 'draft'] as const;
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...everybody()), fc.constantFrom(...cases), fc.constantFrom(...routes), async (who, found, route) => {
      const path = { view: `/applications/${found.application}`, due: `/applications/${found.application}/due-date`, filing: `/filings/${found.filing}`, command: `/commands/${found.command}`, draft: `/drafts/${found.draft}` }[route];
      const isOwner = who.account === found.held.owner.account;
      const rule = route === 'command' || route === 'draft' ? (isOwner ? 'shown' : 'unknown') : caseRule(world, who, found.held);
      const wanted = route === 'draft' && who.kind === 'officer' ? 403 : { 'shown': 200, 'own-case': 403, 'unknown': 404 }[rule];
      // Its content is no sealed text here, so its owner is not asked.
      if (route === 'draft' && isOwner) return;
      const answer = await status(who, path);
      if (strict || answer === 200) expect([who.kind, who.roles, path, answer]).toEqual([who.kind, who.roles, path, wanted]);
    }),
    { numRuns: 60, seed: SEED },
  );
}

async function httpLists(): Promise<void> {
  for (const who of everybody()) {
    const own = cases.filter(({ held }) => held.owner.account === who.account).map(({ application }) => application).sort();
    expect(await listed(who, '/applications?limit=100')).toEqual(who.kind === 'applicant' ? own : 403);
    const handled = cases.filter(({ held }) => caseRule(world, who, held) === 'shown').map(({ application }) => application).sort();
    const mayDesk = who.kind === 'officer' && who.roles.some((role) => ['reviewer', 'inspector', 'supervisor'].includes(role));
    expect(await listed(who, '/desk?limit=100')).toEqual(mayDesk ? handled : 403);
    const drafts = await app.send<{ draft: string }[]>('GET', '/drafts', { as: who });
    if (who.kind === 'applicant') expect(drafts.body.map(({ draft }) => draft).sort()).toEqual(cases.filter(({ held }) => held.owner.account === who.account).map(({ draft }) => draft).sort());
    const filings = await app.send<{ filing: string }[]>('GET', '/filings', { as: who });
    if (who.kind === 'applicant') expect(filings.body.map(({ filing }) => filing).sort()).toEqual(cases.filter(({ held }) => held.owner.account === who.account).map(({ filing }) => filing).sort());
  }
}

describe('the schema', () => {
  it('has forced row security everywhere, and nothing that sees more without a reason', async () => {
    expect(await catalogFaults(db, {
      definers: {
        'enter_case(uuid)': 'the worker locks a case before it knows whose bureau has it; it learns the bureau, and sees the case from there on',
        'claim_hosts(uuid, uuid, text[], text[])': 'S7: a host has one filing in the whole province; says that a host is taken, never by whom',
        'release_hosts(uuid)': 'gives back the hosts of a filing that ends',
        'keep_published_hosts()': 'a trigger: keeps the hosts of public filings where the look-up finds them',
        'is_own_case(uuid)': 'S4: tells an officer that a hidden case of the own area is the own one; yes or no',
        'duplicates_of(uuid)': 'S7: names filings under the same registrable domain by number and bureau, of a case that the officer sees',
        'usual_returns(integer, text)': 'what a bureau usually returns a kind for: fields and counts of three cases at least, no case',
        'bureaus_of_subject(uuid)': 'S6: open cases follow their subject wherever they are; gives bureaus to the worker, no case',
      },
      open: {
        'bureau_copy api': 'reference data that everybody may read', 'bureau_copy worker': 'reference data', 'bureau_copy public': 'names of bureaus in the public look-up',
        'region_copy api': 'reference data that everybody may read', 'region_copy worker': 'reference data',
        'number_counter worker': 'S5: a counter an issuing code; holds no case and no person',
      },
    })).toEqual([]);
  });
});

describe('S4 nobody sees or changes more than the rule says', () => {
  it('abuse 1, 16: by raw SQL without any condition, as the api role in the scope of everybody; an officer’s own cases not even there', async () => {
    const own = cases.filter(({ held }) => world.officers.some((who) => seesBy(world, who, held) && isOwnOf(who, held)));
    expect(own.length).toBeGreaterThan(0);
    await rawReading();
  });

  it('abuse 16: whether a hidden id is an own case is told within the own area alone, and of nobody else', async () => {
    const told = (who: Principal, id: string) => inScope(db.source('api'), who, async (tx) => (await tx.query<{ own: boolean }>('select is_own_case($1) as own', [id]))[0]!.own);
    for (const who of everybody()) {
      for (const { held, application, filing, subject, command } of cases) {
        const own = isOwnOf(who, held) && (seesBy(world, who, held) || who.account === held.owner.account);
        expect([who.roles, await told(who, application), await told(who, filing), await told(who, subject), await told(who, command)]).toEqual([who.roles, own, own, false, false]);
      }
    }
    await expect(db.source('worker').query('select is_own_case($1)', [newId()])).rejects.toThrow(/permission denied/);
  });

  it('abuse 3: by raw SQL as the worker role, within the bureaus it has entered, and not at all without a scope', async () => {
    const { 'select subject as id from subject_copy': _copies, ...ofCases } = OF_BUREAU;
    const keys: Keys = { ...ofCases, 'select id from command': ({ command }) => command };
    for (const { bureau } of world.bureaus) expect(await raw('worker', platformIn(bureau), Object.keys(keys))).toEqual(wanted(keys, ({ held }) => held.bureau === bureau));
    for (const table of ['host_claim', 'outbox', 'outbox_position', 'inbox_position']) await expect(raw('api', world.officers[0]!, [`select 1 as id from ${table}`])).rejects.toThrow(/permission denied/);
    // Reference data, counters, and what is public.
    expect(await shownWithoutScope(db)).toEqual(['bureau_copy api', 'region_copy api', 'bureau_copy worker', 'region_copy worker', 'bureau_copy public']);
  });

  it('abuse 1: by HTTP, each record by each route', () => httpReading(true));

  it('abuse 1: by HTTP, in every list', httpLists);

  it('abuse 2: by raw SQL that changes whatever it reaches', async () => {
    class Undone extends Error {}
    const changed = async (who: Principal, sql: string): Promise<string[]> => {
      let ids: string[] = [];
      await inScope(db.source('api'), who, async (tx) => {
        ids = idsOf(await tx.query<{ id: string }>(`with changed as (${sql}) select id from changed`));
        throw new Undone();
      }).catch((error: unknown) => {
        if (!(error instanceof Undone)) throw error;
      });
      return ids;
    };
    for (const who of everybody()) {
      const within = cases.filter(({ held }) => who.kind === 'officer' && isWithin(world, held.bureau, who.bureau) && !isOwnOf(who, held));
      expect(await changed(who, 'update application set marks = marks returning id')).toEqual(within.map(({ application }) => application).sort());
      const ownFilings = who.kind === 'applicant' ? cases.filter(({ held }) => held.owner.account === who.account) : within;
      expect(await changed(who, 'update filing set version = version returning id')).toEqual(ownFilings.map(({ filing }) => filing).sort());
      const own = cases.filter(({ held }) => held.owner.account === who.account);
      expect(await changed(who, 'update command set code = code returning id')).toEqual(own.map(({ command }) => command).sort());
      expect(await changed(who, 'delete from draft returning id')).toEqual(own.map(({ draft }) => draft).sort());
    }
  });

  it('abuse 2: by HTTP, acting on what is not theirs answers 404 and changes nothing', async () => {
    const state = () => db.admin('select id, version, bureau, stage, holder from application order by id');
    const before = await state();
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...everybody()), fc.constantFrom(...cases), fc.constantFrom('take', 'transfer', 'withdraw', 'passInitial'), async (who, found, action) => {
        if (caseRule(world, who, found.held) !== 'unknown') return;
        const payload = action === 'transfer' ? { bureau: 1, reason: '调取' } : {};
        expect(await status(who, `/applications/${found.application}/actions/${action}`, 'POST', { expectedRevision: 1, payload, bureau: found.held.bureau })).toBe(422);
        expect(await status(who, `/applications/${found.application}/actions/${action}`, 'POST', { expectedRevision: 1, payload })).toBe(404);
        if (who.kind === 'applicant') expect(await status(who, `/drafts/${found.draft}`, 'DELETE')).toBe(204);
      }),
      { numRuns: 30, seed: SEED },
    );
    expect(await state()).toEqual(before);
    expect(await db.admin('select count(*)::int as n from draft')).toEqual([{ n: cases.length }]);
  });

  it('abuse 4: an id that another account has taken is refused in the words of one that the own account has', async () => {
    const [mine] = cases;
    const stranger = anApplicant();
    const first = await aSubmission(bench.issuers, stranger.account!, { receipt: { region: ELSEWHERE.bureaus[0]!.region } });
    expect((await app.send('POST', '/applications', { as: stranger, body: first })).status).toBe(201);
    const told = async (ids: { application: string; filing: string }) => {
      const body = await aSubmission(bench.issuers, stranger.account!, { receipt: { region: ELSEWHERE.bureaus[0]!.region }, body: ids });
      const { status: code, body: problem } = await app.send<Record<string, unknown>>('POST', '/applications', { as: stranger, body });
      const { correlation: _each, ...rest } = problem;
      return { code, rest };
    };
    const own = await told({ application: first.application, filing: first.filing });
    expect(own).toMatchObject({ code: 409, rest: { code: 'application.exists' } });
    expect(await told({ application: mine!.application, filing: newId() })).toEqual(own);
    expect(await told({ application: newId(), filing: mine!.filing })).toEqual(own);
    expect(await told({ application: mine!.application, filing: mine!.filing })).toEqual(own);
  });

  it('S7 that a host is taken is told, not whose it is; nobody gives another’s hosts back, or asks in the name of another filing', async () => {
    const { filing, subject, held } = cases[0]!;
    const claims = () => db.admin('select host from host_claim where filing = $1', [filing]);
    const before = await claims();
    const hosts = before.map((row) => row['host'] as string);
    expect(hosts.length).toBeGreaterThan(0);
    const claim = (as: Principal, of: string, names: string[]) => inScope(db.source('api'), as, (tx) => tx.query('select * from claim_hosts($1, $2, $3, $3)', [of, newId(), names]));
    for (const stranger of [anApplicant(), world.officers[0]!, world.applicants.find(({ account }) => account !== held.owner.account)!]) {
      await expect(claim(stranger, filing, [])).rejects.toMatchObject({ driverError: { code: '23505', constraint: 'filing_pkey' } });
      await expect(claim(stranger, filing, hosts)).rejects.toMatchObject({ driverError: { code: '23505', constraint: 'filing_pkey' } });
      const answer = JSON.stringify(await claim(stranger, newId(), hosts).finally(() => undefined));
      expect(answer).toContain('"clash":"host"');
      for (const secret of [filing, subject, held.owner.account!]) expect(answer).not.toContain(secret);
    }
    await expect(db.source('api').query('select * from claim_hosts($1, $1, $2, $2)', [filing, []])).rejects.toThrow(/without a scope/);
    expect(await claims()).toEqual(before);
  });
});

describe('a mutation', () => {
  it('that forgets every condition on owner and bureau leaks nothing: row security alone keeps the rule', async () => {
    const hook = hookStatements(withoutOwners);
    try {
      await httpReading(false);
      await httpLists();
    } finally {
      hook.restore();
    }
    expect(hook.altered).toBeGreaterThan(15);
  });

  it.each(['application', 'filing', 'draft', 'command', 'subject_copy'])('that shows all of %s is found by the check of raw SQL, so the check can fail', async (table) => {
    await db.admin(`create policy hole on ${table} for select to filing_api using (true)`);
    try {
      await expect(rawReading()).rejects.toThrow(/expect/);
    } finally {
      await db.admin(`drop policy hole on ${table}`);
    }
  });

  it.each(['application', 'filing', 'given_away'])('that drops what keeps own cases of %s away is found by the check of raw SQL, so the check can fail', async (table) => {
    const restore = await dropWithheld(db, table);
    await expect(rawReading().finally(restore)).rejects.toThrow(/expect/);
    await rawReading();
  });

  it('that cuts holes into the schema is found by the check of the catalogue', async () => {
    const holes = await cutHoles(db);
    const found = await catalogFaults(db, { definers: {} });
    expect(found).toEqual(expect.arrayContaining(holes));
  });
});
