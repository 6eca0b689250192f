import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { DATA_CLASSES, ERASED_TEXT, levelOf, type DataClassName } from '@beian/contracts/personal-data';
import { SERVICES, type ServiceName } from '@beian/contracts/services';
import { testDatabase, type TestDatabase } from '@beian/testing/database';
import { vaultSealer } from '@beian/testing/sealer';
import { newId } from '../../http/uuid.ts';
import { CACHE_MS } from '../data-keys.ts';
import { Erased, orErasedText } from '../erased.ts';
import { keyWrapperOf, type KeyWrapper } from '../key-wrapper.ts';
import { keyStatus, rotateKeys } from './rotate.ts';

const CLASSES = Object.keys(DATA_CLASSES) as DataClassName[];
const [first, second] = [['kek-1', 'aes', randomBytes(32)], ['kek-2', 'sm2', randomBytes(32)]] as const;
// A machine under load takes its time for a database of its own.
jest.setTimeout(60_000);

let db: TestDatabase;

beforeAll(async () => {
  db = await testDatabase({ service: 'filing', vault: true });
});
afterAll(() => db.close());

const refusal = (done: Promise<unknown>): Promise<string> => done.then(() => 'done', (error: Error) => (/permission denied|row-level security/.test(error.message) ? 'refused' : error.message));
const DESTROY = `with gone as (update vault.data_key set wrapped = null, destroyed_at = now(), ground = 'x' where id = $1 returning id) select id from gone`;
const INSERT = `insert into vault.data_key (id, holder, class, suite, kek, wrapped) values ($1, $2, $3, 'aes', 'kek-1', '\\x00')`;

async function aKey(dataClass: DataClassName): Promise<string> {
  const id = newId();
  await db.admin(INSERT, [id, `holder:${id}`, dataClass]);
  return id;
}

describe('grants by class', () => {
  it.each(SERVICES)('%s reaches by raw SQL the classes that the table gives it, and no other', async (service: ServiceName) => {
    const client = await db.open(service, 'vault');
    for (const name of CLASSES) {
        const level = levelOf(service, name);
        const [seen, other] = [await aKey(name), await aKey(name)];
        const rows = await client.query<unknown[]>('select id from vault.data_key where id = any($1)', [[seen, other]]);
        expect([service, name, rows.length]).toEqual([service, name, level === null ? 0 : 2]);
        expect([service, name, await refusal(client.query(INSERT, [newId(), `holder:${newId()}`, name]))]).toEqual([service, name, level === 'seal' ? 'done' : 'refused']);
        const gone = await client.query<unknown[]>(DESTROY, [seen]);
        expect([service, name, gone.length]).toEqual([service, name, level === 'seal' ? 1 : 0]);
    }
  });

  it('no role of a service but its vault role reaches the vault, and none changes the grants, a key or the log', async () => {
    const id = await aKey('case');
    for (const role of ['api', 'worker', 'relay', 'public', 'audit'] as const) await expect(db.source(role).query('select * from vault.data_key')).rejects.toThrow('permission denied');
    const client = db.source('vault');
    for (const sql of [
        `update vault.data_key set holder = 'account:1' where id = '${id}'`, `update vault.data_key set class = 'draft' where id = '${id}'`, `update vault.data_key set wrapped = '\\x01' where id = '${id}'`,
        `update vault.data_key set kek = 'x'`, 'delete from vault.data_key', 'truncate vault.data_key', `insert into vault.class_grant values ('filing_vault', 'identity', 'open')`, `update vault.class_grant set class = 'identity'`,
        'select * from vault.key_log', 'delete from vault.key_log',
      ]) expect([sql, await refusal(client.query(sql))]).toEqual([sql, 'refused']);
    expect(await client.query('select distinct role::text from vault.class_grant')).toEqual([{ role: 'filing_vault' }]);
  });

  it('a destroyed key comes back by nobody, and each change of a key is kept with who did it', async () => {
    const id = await aKey('case');
    await db.source('vault').query(DESTROY, [id]);
    await expect(db.admin(`update vault.data_key set wrapped = '\\x00', destroyed_at = null, ground = null where id = $1`, [id])).rejects.toThrow('re-wrapped or destroyed');
    expect(await db.admin('select action, role::text from vault.key_log where key = $1 order by id', [id])).toEqual([{ action: 'made', role: 'postgres' }, { action: 'destroyed', role: 'filing_vault' }]);
    await expect(db.admin('delete from vault.key_log')).rejects.toThrow('append-only');
  });
});

describe('data keys in the vault', () => {
  it('one holder has one key a class, also when two processes seal at the same time', async () => {
    const context = `application:${newId()}:data`;
    const sealers = Array.from({ length: 4 }, () => vaultSealer(db));
    const sealed = await Promise.all(sealers.map((sealer) => sealer.seal('王小明', context)));
    expect(new Set(sealed.map((text) => text.split('.')[2])).size).toBe(1);
    for (const text of sealed) expect(await vaultSealer(db).open(text, context)).toBe('王小明');
  });

  it('destroying the one wrapped key erases every copy of the ciphertext, and readers show 已删除', async () => {
    let now = 0;
    const [writer, reader] = [vaultSealer(db), vaultSealer(db, { now: () => now })];
    const [holder, other] = [`application:${newId()}`, `application:${newId()}`];
    const copies = [await writer.seal('王小明', `${holder}:data`), await writer.seal('第二版', `${holder}:data`)];
    const kept = await writer.seal('李小红', `${other}:data`);
    for (const copy of copies) await reader.open(copy, `${holder}:data`);
    expect(await writer.erase(holder, 'test')).toEqual(['case']);
    expect(await writer.erase(holder, 'test')).toEqual([]);
    now = CACHE_MS + 1;
    for (const sealer of [writer, reader]) {
      for (const copy of copies) await expect(sealer.open(copy, `${holder}:data`)).rejects.toBeInstanceOf(Erased);
      expect(await orErasedText(sealer.open(copies[0]!, `${holder}:data`))).toBe(ERASED_TEXT);
      expect(await sealer.open(kept, `${other}:data`)).toBe('李小红');
    }
  });

  it('a wrapped key put in the place of another does not unwrap', async () => {
    const [one, two] = [newId(), newId()];
    const sealer = vaultSealer(db);
    const sealed = await sealer.seal('王小明', `application:${one}:data`);
    await sealer.seal('李小红', `application:${two}:data`);
    await db.admin(`update vault.data_key set wrapped = (select wrapped from vault.data_key where holder = $2) where holder = $1`, [`application:${one}`, `application:${two}`]);
    await expect(vaultSealer(db).open(sealed, `application:${one}:data`)).rejects.toThrow();
  });
});

describe('rotation of the key-encryption key', () => {
  it('re-wraps data keys only, goes on after a crash, and lets services read all the while', async () => {
    await db.admin(`update vault.data_key set wrapped = null, destroyed_at = now(), ground = 'other specs' where destroyed_at is null`);
    const before = vaultSealer(db, { wrapper: keyWrapperOf([first]) });
    const contexts = Array.from({ length: 25 }, () => `application:${newId()}:data`);
    const sealed = await Promise.all(contexts.map((context) => before.seal(context, context)));
    await before.erase(contexts[0]!.slice(0, -5), 'test');
    const both = keyWrapperOf([second, first]);
    const readable = async (wrapper: KeyWrapper): Promise<void> => {
      const sealer = vaultSealer(db, { wrapper });
      for (const [index, context] of contexts.entries()) if (index > 0) expect(await sealer.open(sealed[index]!, context)).toBe(context);
    };
    const worker = await db.open('vault', 'worker');
    let wraps = 0;
    const crashing: KeyWrapper = { ...both, wrap: async (key, about) => { if ((wraps += 1) > 13) throw new Error('killed'); return both.wrap(key, about); } };
    await expect(rotateKeys(worker, crashing, 5)).rejects.toThrow('killed');
    const live = async () => Object.fromEntries((await keyStatus(worker)).map(({ kek, live: count }) => [kek, count]));
    expect(await live()).toEqual({ 'kek-1': 14, 'kek-2': 10, 'kek-of-specs': 0 });
    await readable(both);
    expect(await rotateKeys(worker, both, 5)).toBe(14);
    expect(await live()).toEqual({ 'kek-1': 0, 'kek-2': 24, 'kek-of-specs': 0 });
    expect(await rotateKeys(worker, both, 5)).toBe(0);
    await readable(keyWrapperOf([second]));
    await expect(vaultSealer(db, { wrapper: keyWrapperOf([second]) }).open(sealed[0]!, contexts[0]!)).rejects.toBeInstanceOf(Erased);
  });
});
