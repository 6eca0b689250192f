import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { newId } from '@beian/kit/http/uuid';
import { testDatabase, type TestDatabase } from '@beian/testing/database';
import { multiply, planFaults, planOf, statementsOf } from '@beian/testing/plans';
import { anApplicant } from '@beian/testing/principals';
import { testSealer } from '@beian/testing/sealer';
import { MessageQueries } from '../message/message.queries.ts';
import { ENTITIES, MIGRATIONS } from '../schema.ts';

// A machine under load takes its time for a hundred thousand rows.
jest.setTimeout(300_000);

const MESSAGES = 30_000;
const reader = anApplicant();
let db: TestDatabase;

beforeAll(async () => {
  db = await testDatabase({ service: 'notification', entities: ENTITIES, migrations: MIGRATIONS });
  const id = newId();
  await db.admin(`insert into message (id, account, cause, template, title, body) values ($1, $2, $1, 't', '标题', $3)`, [id, reader.account, await testSealer().seal('正文', `message:${id}:body`)]);
  await multiply(db, 'message', MESSAGES, { id: `md5('message ' || g)::uuid`, cause: `md5('cause ' || g)::uuid`, account: `case when g % 30 = 0 then a.account else md5('account ' || g % 3000)::uuid end` });
  await multiply(db, 'message', 1, { id: `md5('one')::uuid`, cause: `md5('one')::uuid` });
  await db.admin('vacuum analyze message');
});
afterAll(() => db.close());

it('a page of the inbox is read along the account’s index, as the api role under row-level security', async () => {
  const queries = new MessageQueries(db.source('api'), testSealer());
  for (const after of [undefined, '80000000-0000-4000-8000-000000000000']) {
    // The copies are sealed for the message they were copied from, so opening them fails after every statement has been sent.
    const [page] = await statementsOf(() => queries.page(reader, after, 50).catch((error: Error) => expect(error.message).not.toBe('')));
    expect(planFaults(await planOf(db.source('api'), reader, page!), { tables: ['message', 'message_read'], read: 60, sorted: 0, indexes: ['message_account'] })).toEqual([]);
  }
});
