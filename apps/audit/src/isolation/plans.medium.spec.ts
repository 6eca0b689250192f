import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { TimelineQuery } from '@beian/contracts/audit/api';
import { platformIn } from '@beian/contracts/principal';
import { inScope } from '@beian/kit/db/scope';
import { newId } from '@beian/kit/http/uuid';
import { testDatabase, type TestDatabase } from '@beian/testing/database';
import { testKeys } from '@beian/testing/keys';
import { multiply, planFaults, planOf, statementsOf } from '@beian/testing/plans';
import { anAuditor } from '@beian/testing/principals';
import { IntakeService } from '../intake/intake.service.ts';
import { aRecord, aSignedEvent } from '../intake/record.sample.ts';
import { ENTITIES, MIGRATIONS } from '../schema.ts';
import { TimelineQueries } from '../timeline/timeline.queries.ts';
import { TimelineService } from '../timeline/timeline.service.ts';

// A machine under load takes its time for a hundred thousand rows.
jest.setTimeout(300_000);

const RECORDS = 30_000;
const LONG = newId();
const auditor = anAuditor({ bureau: 1, scope: Array.from({ length: 20 }, (_, index) => index + 1) });
let db: TestDatabase;

beforeAll(async () => {
  db = await testDatabase({ service: 'audit', entities: ENTITIES, migrations: MIGRATIONS });
  await inScope(db.source('worker'), platformIn(), (tx) => new IntakeService(testKeys('audit')).take(tx, aSignedEvent(testKeys('filing'), aRecord({ filing: LONG, bureau: 1 }))));
  await db.admin(`insert into filing_directory values ($1, 1, '站', null, null)`, [LONG]);
  // One filing has a twentieth of all records; the others ten each.
  const filing = `case when g % 20 = 0 then '${LONG}'::uuid else md5('filing ' || g % 3000)::uuid end`;
  await multiply(db, 'record', RECORDS, { event: `md5('event ' || g)::uuid`, record: `md5('record ' || g)::uuid`, filing, bureau: '(1 + g % 40)::int', at: `timestamptz '2026-01-01' + g * interval '1 minute'` });
  await multiply(db, 'filing_directory', 3_000, { filing: `md5('filing ' || g - 1)::uuid`, bureau: '(1 + g % 40)::int' });
  await db.admin('vacuum analyze record, filing_directory');
});
afterAll(() => db.close());

describe('plans under row-level security, as the auditor', () => {
  it.each(['all', 'done'] as const)('a page of a long timeline (%s) is read along its index', async (outcome) => {
    const timelines = new TimelineService(db.source('api'), testKeys('audit'), new TimelineQueries());
    const query = TimelineQuery.parse({ outcome, limit: '50' });
    const first = await timelines.timeline(auditor, LONG, query);
    const sent = await statementsOf(() => timelines.timeline(auditor, LONG, { ...query, after: first.next! }));
    const page = sent.find(({ text }) => text.includes('order by r.at'))!;
    const faults = planFaults(await planOf(db.source('api'), auditor, page), { tables: ['record'], read: 60, sorted: 60, indexes: [outcome === 'all' ? 'record_filing' : 'record_filing_done'] });
    expect(faults).toEqual([]);
  });
});
