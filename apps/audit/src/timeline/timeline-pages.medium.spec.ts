import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Timeline } from '@beian/contracts/audit/api';
import { platformIn, type Principal } from '@beian/contracts/principal';
import type { AuditRecord } from '@beian/contracts/record';
import { inScope } from '@beian/kit/db/scope';
import { newId } from '@beian/kit/http/uuid';
import { createLogger, useLogger } from '@beian/kit/logging/logger';
import { testDatabase, type TestDatabase } from '@beian/testing/database';
import { httpApp, type HttpApp } from '@beian/testing/http-app';
import { testKeys } from '@beian/testing/keys';
import { recordedActions } from '@beian/testing/outbox';
import { aBureau, anAuditor } from '@beian/testing/principals';
import { IntakeService } from '../intake/intake.service.ts';
import { aRecord, aSignedEvent } from '../intake/record.sample.ts';
import { ENTITIES, MIGRATIONS } from '../schema.ts';
import { TimelineController } from './timeline.controller.ts';
import { TimelineQueries } from './timeline.queries.ts';
import { TimelineService } from './timeline.service.ts';

const keys = testKeys('audit');
const signer = testKeys('filing');
// A machine under load takes its time for many records, one by one.
jest.setTimeout(30_000);

let db: TestDatabase;
let app: HttpApp;

beforeAll(async () => {
  useLogger(createLogger('audit', 'silent'));
  db = await testDatabase({ service: 'audit', entities: ENTITIES, migrations: MIGRATIONS });
  app = await httpApp({ controllers: [TimelineController], providers: [TimelineQueries, TimelineService] }, { service: 'audit', kit: { keys, api: db.source('api') }, logLevel: 'silent' });
}, 30_000);
afterAll(async () => {
  await app.close();
  await db.close();
});

/** A filing, by default of a bureau of its own, its auditor, and what happens to it: records of the given minute. */
function aFiling(bureau = aBureau()) {
  const filing = newId();
  const happen = async (minute: number, part: Partial<AuditRecord> = {}, forged = false): Promise<string> => {
    const record = aRecord({ filing, bureau, at: new Date(Date.UTC(2026, 10, 23, 8, minute)).toISOString(), ...part });
    const event = aSignedEvent(signer, record, forged ? { id: newId(), signature: 'A'.repeat(86) } : {});
    await inScope(db.source('worker'), platformIn(), (tx) => new IntakeService(keys).take(tx, event));
    return record.id;
  };
  return { filing, auditor: anAuditor({ bureau }), happen };
}

const ask = (as: Principal, filing: string, query: Record<string, string>) => app.send<{ code: string; fields: unknown }>('GET', `/filings/${filing}/timeline?${new URLSearchParams(query)}`, { as });
const page = async (as: Principal, filing: string, query: Record<string, string>) => Timeline.parse((await ask(as, filing, query)).body);

/** The ids of all pages; `between` happens after each of them but the last. */
async function readAll(as: Principal, filing: string, query: Record<string, string>, between: (page: number) => Promise<unknown> = async () => undefined): Promise<string[]> {
  const read: string[] = [];
  for (let number = 1, after: string | null = ''; after !== null; number += 1) {
    const { entries, next }: Timeline = await page(as, filing, { ...query, ...(after === '' ? {} : { after }) });
    if (next === after) throw new Error('A page led to itself');
    read.push(...entries.map(({ record }) => record));
    if (next !== null) await between(number);
    after = next;
  }
  return read;
}

describe('the pages of a timeline', () => {
  it.each(['1', '2', '3', '7'])('lose and double no entry at %s a page, several of one instant and a forged twin among them', async (limit) => {
    const { filing, auditor, happen } = aFiling();
    const ids: string[] = [];
    for (const minute of [1, 2, 2, 2, 3]) ids.push(await happen(minute));
    ids.splice(3, 0, await happen(2, { id: ids[2]! }, true));
    const whole = (await page(auditor, filing, {})).entries.map(({ record }) => record);
    expect(whole).toEqual(ids);
    expect(await readAll(auditor, filing, { limit })).toEqual(whole);
  });

  it('lose and double no entry whose time differs by less than a millisecond', async () => {
    const { filing, auditor, happen } = aFiling();
    const ids: string[] = [];
    for (const at of ['000100', '000200', '000900', '001000']) ids.push(await happen(0, { at: `2026-11-23T08:00:00.${at}Z` }));
    expect(await readAll(auditor, filing, { limit: '1' })).toEqual(ids);
  });

  it('show what happens meanwhile at the end, once; what arrives late moves no entry and is there when read anew', async () => {
    const { filing, auditor, happen } = aFiling();
    const ids: string[] = [];
    for (const minute of [10, 11, 12, 13]) ids.push(await happen(minute));
    const fresh: string[] = [];
    const late: string[] = [];
    const read = await readAll(auditor, filing, { limit: '2' }, async (number) => {
      if (number > 2) return;
      fresh.push(await happen(20 + number));
      late.push(await happen(number));
    });
    expect(fresh).toHaveLength(2);
    expect(read).toEqual([...ids, ...fresh]);
    expect(await readAll(auditor, filing, { limit: '2' })).toEqual([...late, ...ids, ...fresh]);
  });

  it('hold 200 entries unless asked for up to 500', async () => {
    const { filing, auditor, happen } = aFiling();
    for (let minute = 0; minute < 201; minute += 1) await happen(minute);
    const first = await page(auditor, filing, {});
    expect(first.entries).toHaveLength(200);
    expect((await page(auditor, filing, { after: first.next! })).entries).toHaveLength(1);
    expect(await page(auditor, filing, { limit: '201' })).toMatchObject({ next: null });
    for (const limit of ['0', '501', '1.5', 'all', '']) expect(await ask(auditor, filing, { limit })).toMatchObject({ status: 422, body: { code: 'input.invalid' } });
  }, 30_000);

  it('with an outcome, show the real steps without the refused attempts, or these alone', async () => {
    const { filing, auditor, happen } = aFiling();
    const [done, refused]: [string[], string[]] = [[], []];
    for (const minute of [1, 3, 5]) {
      done.push(await happen(minute));
      for (const later of [0, 1, 1]) refused.push(await happen(minute + later, { outcome: 'refused', code: 'case.stage' }));
    }
    expect(await readAll(auditor, filing, { outcome: 'done', limit: '2' })).toEqual(done);
    expect((await readAll(auditor, filing, { outcome: 'refused', limit: '2' })).sort()).toEqual([...refused].sort());
    expect((await readAll(auditor, filing, { outcome: 'all', limit: '2' })).sort()).toEqual([...done, ...refused].sort());
    expect(await ask(auditor, filing, { outcome: 'void' })).toMatchObject({ status: 422, body: { code: 'input.invalid' } });
  });

  it('without an entry of the outcome asked for, are one empty page of a filing that is there', async () => {
    const { filing, auditor, happen } = aFiling();
    await happen(1);
    expect(await page(auditor, filing, { outcome: 'refused' })).toEqual({ filing, entries: [], next: null });
    expect(await ask(auditor, newId(), { outcome: 'refused' })).toMatchObject({ status: 404, body: { code: 'record.not_found' } });
  });

  it('refuse a position that no page has given out, and one of another filing', async () => {
    const bureau = aBureau();
    const [mine, beside, other] = [aFiling(bureau), aFiling(bureau), aFiling()];
    for (const { happen } of [mine, beside, other]) for (const minute of [1, 2]) await happen(minute);
    const next = (await page(mine.auditor, mine.filing, { limit: '1' })).next!;
    const visible = (await page(mine.auditor, beside.filing, { limit: '1' })).next!;
    const foreign = (await page(other.auditor, other.filing, { limit: '1' })).next!;
    const flipped = `${next.slice(0, -1)}${next.endsWith('0') ? '1' : '0'}`;
    for (const after of [flipped, visible, foreign, next.slice(1), `${next}'`, 'bm9uc2Vuc2U', newId(), '']) {
      expect(await ask(mine.auditor, mine.filing, { after })).toMatchObject({ status: 422, body: { code: 'input.invalid', fields: [{ field: 'after' }] } });
    }
    expect(await ask(other.auditor, mine.filing, { after: next })).toMatchObject({ status: 404 });
  });

  it('are each recorded as a look, with the number of entries shown', async () => {
    const { filing, auditor, happen } = aFiling();
    for (const minute of [1, 2, 3]) await happen(minute);
    await readAll(auditor, filing, { limit: '2' });
    const looks = (await recordedActions(db)).filter(({ actor }) => actor.account === auditor.account).map(({ action, outcome, after }) => [action, outcome, after]);
    expect(looks).toEqual([['timeline.read', 'done', { entries: 2 }], ['timeline.read', 'done', { entries: 1 }]]);
  });
});
